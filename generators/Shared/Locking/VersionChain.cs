namespace TypedTasks.Shared.Locking;

/// <summary>The way of an old payload to the current version.</summary>
internal static class VersionChain
{
    /// <summary>One step per older version, oldest first.</summary>
    /// <remarks>
    /// A payload that is read as it is passes unchanged to the next version that has an <c>Upgrade</c>, or to the current one. That one's reader must
    /// take it, not only the next version's: what each takes from the one before it need not be what it takes from older ones.
    /// </remarks>
    public static IReadOnlyList<VersionStep> Steps(TaskShape task, LockedTask locked, LockedVersion current)
    {
        var versions = locked.Versions.Where(version => version.Number < current.Number).Append(current).ToList();
        var steps = new VersionStep[versions.Count - 1];
        var reader = current;
        for (var i = steps.Length - 1; i >= 0; i--)
        {
            var (from, to) = (versions[i], versions[i + 1]);
            var isUpgraded = task.Upgrades.Contains(from.Number) && to.Number == from.Number + 1;
            var kind = isUpgraded ? VersionStepKind.Upgrade : Reads(to, from) && Reads(reader, from) && RenamedTwice.Agree(from, to, reader) ? VersionStepKind.ReadAsIs : VersionStepKind.Missing;
            steps[i] = new VersionStep(from, to, kind);
            if (kind != VersionStepKind.ReadAsIs) reader = from;
        }

        return steps;
    }

    /// <summary>The version whose reader takes the payloads of a version, which may have passed others on the way; null if the task has no such version.</summary>
    public static LockedVersion? ReaderOf(int number, IReadOnlyList<VersionStep> steps, LockedVersion current)
    {
        if (number == current.Number) return current;
        var passed = steps.SkipWhile(step => step.From.Number != number).ToList();
        return passed.Count == 0 ? null : passed.FirstOrDefault(step => step.Kind != VersionStepKind.ReadAsIs)?.From ?? current;
    }

    private static bool Reads(LockedVersion reader, LockedVersion payload) => VersionComparer.Compare(payload, reader, isStep: true).All(change => change.ReadsOldJobs);
}
