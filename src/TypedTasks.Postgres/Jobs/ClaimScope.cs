namespace TypedTasks.Postgres.Jobs;

/// <summary>Where a claim looks for ready jobs.</summary>
internal enum ClaimScope
{
    /// <summary>Behind what was claimed last.</summary>
    Ahead,

    /// <summary>Everywhere but between what was claimed of one rank first and a moment ago, and at what was made ready again meanwhile.</summary>
    Around,

    /// <summary>Everywhere.</summary>
    Everywhere,
}
