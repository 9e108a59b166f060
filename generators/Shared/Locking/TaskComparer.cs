namespace TypedTasks.Shared.Locking;

/// <summary>Compares a task of the code with the lock file.</summary>
internal static class TaskComparer
{
    /// <summary>Every difference; empty if the file is up to date.</summary>
    public static IReadOnlyList<LockChange> Compare(TaskShape task, LockFile file)
    {
        var current = LockedShapes.VersionOf(task);
        if (file.Find(task.TaskName, task.Aliases) is not { } locked)
            return [new LockChange(current.Number == 1 ? ChangeKind.TaskAdded : ChangeKind.VersionOutOfOrder, Was: "0", Is: Text(current.Number))];

        var changes = new List<LockChange>(CompareNames(task, locked));
        if (current.Number != locked.Latest.Number && current.Number != locked.Latest.Number + 1)
        {
            changes.Add(new LockChange(ChangeKind.VersionOutOfOrder, Was: Text(locked.Latest.Number), Is: Text(current.Number)));
            return changes;
        }

        changes.AddRange(LostVersions.Of(task, file).Select(number => new LockChange(ChangeKind.VersionLost, Was: Text(number))));
        if (current.Number == locked.Latest.Number) changes.AddRange(VersionComparer.Compare(locked.Latest, current, isStep: false));
        var steps = VersionChain.Steps(task, locked, current);
        changes.AddRange(MissingUpgrades(steps));
        changes.AddRange(UnreadableAliases(task, file, locked, steps, current));
        if (current.Number > locked.Latest.Number && changes.All(change => change.IsSafe))
            changes.Add(new LockChange(ChangeKind.VersionAdded, Was: Text(locked.Latest.Number), Is: Text(current.Number)));
        return changes;
    }

    private static IEnumerable<LockChange> CompareNames(TaskShape task, LockedTask locked)
    {
        var names = task.Aliases.Prepend(task.TaskName).ToList();
        foreach (var lost in locked.Aliases.Prepend(locked.Name).Where(name => !names.Contains(name)))
            yield return new LockChange(ChangeKind.TaskLost, Was: lost);
        if (task.TaskName != locked.Name) yield return new LockChange(ChangeKind.WithoutEffect, Was: locked.Name, Is: task.TaskName);
        else if (task.Aliases.Any(alias => !locked.Aliases.Contains(alias))) yield return new LockChange(ChangeKind.WithoutEffect, Was: "nothing", Is: "Aliases");
    }

    private static IEnumerable<LockChange> MissingUpgrades(IEnumerable<VersionStep> steps)
        => steps
            .Where(step => step.Kind == VersionStepKind.Missing)
            .Select(step => new LockChange(ChangeKind.UpgradeMissing, Was: Text(step.From.Number), Is: Text(step.To.Number)));

    // A task that takes over the name of another one reads that one's jobs as if they were its own.
    private static IEnumerable<LockChange> UnreadableAliases(TaskShape task, LockFile file, LockedTask locked, IReadOnlyList<VersionStep> steps, LockedVersion current)
        => from other in file.Tasks
           where other.Name != locked.Name && task.Aliases.Contains(other.Name)
           from version in other.Versions
           where VersionChain.ReaderOf(version.Number, steps, current) is not { } reader
               || VersionComparer.Compare(version, reader, isStep: false).Any(change => !change.ReadsOldJobs && change.Kind != ChangeKind.ResultChanged)
           select new LockChange(ChangeKind.AliasUnreadable, Was: other.Name, Is: Text(version.Number));

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
