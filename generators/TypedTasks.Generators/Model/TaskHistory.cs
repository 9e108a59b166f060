using TypedTasks.Shared;
using TypedTasks.Shared.Locking;

namespace TypedTasks.Generators.Model;

/// <summary>A task with the versions of its payload.</summary>
/// <param name="Task">The task.</param>
/// <param name="Versions">The older versions that the lock file has, and the current one; empty for a task that has only one.</param>
/// <param name="Upgrades">The steps from one to the next, the latest first, as far back as there is no gap.</param>
internal sealed record TaskHistory(TaskShape Task, EquatableArray<PayloadVersion> Versions, EquatableArray<VersionUpgrade> Upgrades)
{
    /// <summary>The sensitive places of the current payload; empty if there are none.</summary>
    public EquatableArray<SensitiveView> Sensitive { get; init; }

    /// <summary>The sensitive places of the result; empty if there are none.</summary>
    public EquatableArray<SensitiveView> SensitiveResult { get; init; }

    /// <summary>The versions that <c>Upgrade</c> methods name and nothing is known of: the build has an error.</summary>
    public EquatableArray<int> UnknownVersions { get; init; }

    /// <param name="task">The task.</param>
    /// <param name="file">The lock file; empty if there is none or it can't be read.</param>
    /// <param name="isChecked">Whether analyzers hold the task against the file, so that one of them says why a version is unknown.</param>
    public static TaskHistory Of(TaskShape task, LockFile file, bool isChecked)
    {
        var history = WithVersions(task, file);
        if (isChecked) history = history with { UnknownVersions = task.NamedVersions.Except(history.Versions.Select(version => version.Number)).ToEquatableArray() };
        if (!task.IsValid || !SensitiveViews.Has(task)) return history;
        var current = LockedShapes.VersionOf(task);
        return history with { Sensitive = SensitiveViews.OfPayload(current), SensitiveResult = SensitiveViews.OfResult(current) };
    }

    private static TaskHistory WithVersions(TaskShape task, LockFile file)
    {
        if (!task.IsValid || task.Version < 2 || file.Find(task.TaskName, task.Aliases) is not { } locked) return new TaskHistory(task, [], []);

        var current = LockedShapes.VersionOf(task);
        var versions = locked.Versions.Where(version => version.Number < task.Version).Append(current);
        var steps = VersionChain.Steps(task, locked, current).Reverse().TakeWhile(step => step.Kind != VersionStepKind.Missing);
        return new TaskHistory(
            task,
            versions.Select(version => VersionTypes.Of(task.StubFullName, version)).ToEquatableArray(),
            steps.Select(step => new VersionUpgrade(step.From.Number, step.Kind == VersionStepKind.Upgrade)).ToEquatableArray());
    }
}
