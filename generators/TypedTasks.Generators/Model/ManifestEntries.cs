using System.Collections.Immutable;
using TypedTasks.Shared;

namespace TypedTasks.Generators.Model;

/// <summary>The tasks that the assembly's manifest lists.</summary>
internal static class ManifestEntries
{
    /// <summary>The tasks that can run, in the order of their names.</summary>
    public static EquatableArray<ManifestEntry> Of(ImmutableArray<TaskShape> tasks)
        => tasks
            .Where(task => task.IsValid)
            .Select(task => new ManifestEntry(task.TaskName, task.StubFullName, task.Aliases))
            .OrderBy(entry => entry.TaskName, StringComparer.Ordinal)
            .ThenBy(entry => entry.Stub, StringComparer.Ordinal)
            .ToEquatableArray();
}
