namespace TypedTasks.Benchmarks.Payloads;

/// <summary>One way of doing something to one value.</summary>
internal sealed record Operation(string Name, Func<object?> Run);
