namespace TypedTasks.Shared;

/// <summary>A value of an enum that has another name in JSON than in C#.</summary>
/// <param name="Name">Its name in C#.</param>
/// <param name="JsonName">Its name in JSON.</param>
internal sealed record EnumName(string Name, string JsonName);
