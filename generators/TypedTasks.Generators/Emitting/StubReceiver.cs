namespace TypedTasks.Generators.Emitting;

/// <summary>Who enqueues in one overload of a stub's method.</summary>
/// <param name="Type">The type of the first parameter; empty for the ambient client, which takes none.</param>
/// <param name="Name">The name of the first parameter.</param>
/// <param name="Client">The client in C#.</param>
/// <param name="Docs">What the first parameter is.</param>
internal sealed record StubReceiver(string Type, string Name, string Client, string Docs = "");
