using System.Collections.Immutable;
using TypedTasks.Shared;
using TypedTasks.Shared.Locking;

namespace TypedTasks.Generators.Model;

/// <summary>A task whose <c>Upgrade</c> methods name versions that the lock file does not have.</summary>
/// <param name="Task">The task.</param>
/// <param name="Versions">The versions.</param>
internal sealed record LostHistory(TaskShape Task, EquatableArray<int> Versions)
{
    public static EquatableArray<LostHistory> Of(ImmutableArray<TaskShape> tasks, LockFile file)
        => tasks
            .Select(task => new LostHistory(task, LostVersions.Of(task, file).ToEquatableArray()))
            .Where(history => history.Versions.Count > 0)
            .OrderBy(history => history.Task.StubFullName, StringComparer.Ordinal)
            .ToEquatableArray();
}
