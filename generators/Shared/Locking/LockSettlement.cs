namespace TypedTasks.Shared.Locking;

/// <summary>Brings the lock file up to date as far as that loses nothing: what is safe goes into the version it has, a raised version is added. A shipped version is never overwritten.</summary>
internal static class LockSettlement
{
    /// <param name="file">The file as it is; empty if there is none.</param>
    /// <param name="tasks">The tasks of the code that can run.</param>
    public static LockFile Settle(LockFile file, IEnumerable<TaskShape> tasks)
    {
        var settled = file.Tasks.ToDictionary(task => task.Name, StringComparer.Ordinal);
        foreach (var task in tasks.Where(task => task.IsValid))
        {
            var locked = file.Find(task.TaskName, task.Aliases);
            if (!TaskComparer.Compare(task, file).All(change => change.IsSafe)) continue;
            if (locked is not null) settled.Remove(locked.Name);
            settled[task.TaskName] = Settle(locked, task);
        }

        return new LockFile(settled.Values.OrderBy(task => task.Name, StringComparer.Ordinal).ToEquatableArray());
    }

    private static LockedTask Settle(LockedTask? locked, TaskShape task)
    {
        var current = LockedShapes.VersionOf(task);
        var existing = locked?.Versions.FirstOrDefault(version => version.Number == current.Number);
        var older = locked?.Versions.Where(version => version.Number != current.Number) ?? [];
        var samples = existing?.Samples ?? [];
        if (samples.Count == 0 || existing?.HasShapeOf(current) != true)
            samples = samples.Concat(Samples.Of(current)).Distinct(StringComparer.Ordinal).ToEquatableArray();
        return new LockedTask(
            task.TaskName,
            task.Aliases,
            older.Append(current with { Samples = samples }).OrderBy(version => version.Number).ToEquatableArray());
    }
}
