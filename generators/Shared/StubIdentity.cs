namespace TypedTasks.Shared;

/// <summary>What a task is called and where its stub goes.</summary>
/// <param name="Namespace">The stub's namespace in C#; empty for the global one.</param>
/// <param name="Name">The stub class in C#.</param>
/// <param name="TaskName">The stored name.</param>
/// <param name="PartialTypes">The declarations of the user's own class that the stub's members go into; empty for a class of its own.</param>
internal sealed record StubIdentity(string Namespace, string Name, string TaskName, EquatableArray<string> PartialTypes);
