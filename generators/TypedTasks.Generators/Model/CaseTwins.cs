using System.Collections.Immutable;
using TypedTasks.Shared;

namespace TypedTasks.Generators.Model;

/// <summary>Finds names that differ only in case: C# keeps such stubs apart, the names of generated files do not.</summary>
internal static class CaseTwins
{
    public static EquatableArray<string> Of(ImmutableArray<TaskShape> tasks)
        => tasks
            .Select(task => task.StubFullName)
            .GroupBy(stub => stub, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Skip(1).Any())
            .SelectMany(group => group)
            .OrderBy(stub => stub, StringComparer.Ordinal)
            .ToEquatableArray();
}
