using System.Collections.Immutable;
using TypedTasks.Shared;

namespace TypedTasks.Generators.Model;

/// <summary>Tasks of one assembly that get in each other's way.</summary>
/// <param name="Shadowed">Methods whose stub has the name of an earlier task's stub; they get none, and an analyzer says so.</param>
/// <param name="CaseTwins">Stubs that differ only in case, which file names may not do.</param>
internal sealed record NameConflicts(EquatableArray<string> Shadowed, EquatableArray<string> CaseTwins)
{
    public static NameConflicts Of(ImmutableArray<TaskShape> tasks)
    {
        var shadowed = tasks
            .GroupBy(task => task.StubFullName, StringComparer.Ordinal)
            .SelectMany(group => group.OrderBy(task => task.Method, StringComparer.Ordinal).Skip(1).Select(task => task.Method));
        var twins = tasks
            .GroupBy(task => task.StubFullName, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Select(task => task.StubFullName).Distinct(StringComparer.Ordinal).Skip(1).Any())
            .SelectMany(group => group.Select(task => task.StubFullName));
        return new NameConflicts(
            shadowed.OrderBy(method => method, StringComparer.Ordinal).ToEquatableArray(),
            twins.Distinct(StringComparer.Ordinal).OrderBy(stub => stub, StringComparer.Ordinal).ToEquatableArray());
    }
}
