namespace TypedTasks.Generators.Model;

/// <summary>A task in the assembly's manifest.</summary>
/// <param name="TaskName">Its stored name.</param>
/// <param name="Stub">Its stub's full name.</param>
internal sealed record ManifestEntry(string TaskName, string Stub);
