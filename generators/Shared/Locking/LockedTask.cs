namespace TypedTasks.Shared.Locking;

/// <summary>One task of the lock file.</summary>
/// <param name="Name">Its stored name.</param>
/// <param name="Aliases">The names under which older jobs are stored, in their order.</param>
/// <param name="Versions">Its versions, oldest first; at least one.</param>
internal sealed record LockedTask(string Name, EquatableArray<string> Aliases, EquatableArray<LockedVersion> Versions)
{
    public LockedVersion Latest => Versions[Versions.Count - 1];
}
