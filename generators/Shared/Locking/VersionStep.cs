namespace TypedTasks.Shared.Locking;

/// <summary>How payloads of one version become payloads of the next.</summary>
internal sealed record VersionStep(LockedVersion From, LockedVersion To, VersionStepKind Kind);

/// <summary>How a version becomes the next.</summary>
internal enum VersionStepKind
{
    /// <summary>The author's <c>Upgrade</c> turns one into the other.</summary>
    Upgrade,

    /// <summary>The next version's reader reads all payloads of this one.</summary>
    ReadAsIs,

    /// <summary>Neither: the author has to say.</summary>
    Missing,
}
