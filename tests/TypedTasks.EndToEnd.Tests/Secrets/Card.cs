namespace TypedTasks.EndToEnd.Tests.Secrets;

public sealed record Card(string Owner, [Sensitive] string Number);
