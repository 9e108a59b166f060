using System.Collections.Immutable;
using TypedTasks.Shared;

namespace TypedTasks.Generators.Model;

/// <summary>The tasks that the assembly's manifest lists.</summary>
internal static class ManifestEntries
{
    /// <summary>The stubs of the tasks in the order of the tasks' names.</summary>
    public static EquatableArray<string> Of(ImmutableArray<TaskShape> tasks)
        => tasks
            .GroupBy(task => task.StubFullName, StringComparer.Ordinal)
            .Select(group => group.OrderBy(task => task.Method, StringComparer.Ordinal).First())
            .Where(task => task.IsValid)
            .OrderBy(task => task.TaskName, StringComparer.Ordinal)
            .ThenBy(task => task.StubFullName, StringComparer.Ordinal)
            .Select(task => task.StubFullName)
            .ToEquatableArray();
}
