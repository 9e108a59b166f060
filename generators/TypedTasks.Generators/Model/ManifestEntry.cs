using TypedTasks.Shared;

namespace TypedTasks.Generators.Model;

/// <summary>A task in the assembly's manifest.</summary>
/// <param name="TaskName">Its stored name.</param>
/// <param name="Stub">Its stub's full name.</param>
/// <param name="Aliases">Other names under which its jobs may be stored.</param>
internal sealed record ManifestEntry(string TaskName, string Stub, EquatableArray<string> Aliases);
