namespace TypedTasks.Shared.Locking;

/// <summary>Finds what the lock file should know of older versions and does not.</summary>
internal static class LostVersions
{
    /// <summary>The older versions that a task's <c>Upgrade</c> methods name and the file does not have, so that their types can't be generated.</summary>
    /// <param name="task">The task.</param>
    /// <param name="file">The file; empty if there is none or it can't be read.</param>
    public static IEnumerable<int> Of(TaskShape task, LockFile file)
    {
        if (!task.IsValid) return [];
        var known = file.Find(task.TaskName, task.Aliases)?.Versions.Select(version => version.Number) ?? [];
        return task.NamedVersions.Where(number => number < task.Version).Except(known);
    }

    /// <summary>Whether a file that isn't there must have been: a task without a predecessor has version 1.</summary>
    public static bool HadFile(TaskShape task) => task.IsValid && task.Version > 1;
}
