namespace TypedTasks.Shared.Locking;

/// <summary>The way of an old payload to the current version.</summary>
internal static class VersionChain
{
    /// <summary>One step per older version, oldest first.</summary>
    public static IEnumerable<VersionStep> Steps(TaskShape task, LockedTask locked, LockedVersion current)
    {
        var versions = locked.Versions.Where(version => version.Number < current.Number).Append(current).ToList();
        for (var i = 0; i + 1 < versions.Count; i++)
            yield return new VersionStep(versions[i], versions[i + 1], KindOf(task, versions[i], versions[i + 1]));
    }

    private static VersionStepKind KindOf(TaskShape task, LockedVersion from, LockedVersion to)
    {
        if (task.Upgrades.Contains(from.Number) && to.Number == from.Number + 1) return VersionStepKind.Upgrade;
        return VersionComparer.Compare(from, to, isStep: true).All(change => change.ReadsOldJobs) ? VersionStepKind.ReadAsIs : VersionStepKind.Missing;
    }
}
