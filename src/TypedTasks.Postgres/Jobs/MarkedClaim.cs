namespace TypedTasks.Postgres.Jobs;

/// <summary>Where a claim looks.</summary>
/// <param name="Scope">How widely.</param>
/// <param name="Round">The look everywhere that the marks go back to.</param>
/// <param name="BeganAt">When it was made; a timestamp.</param>
internal sealed record MarkedClaim(ClaimScope Scope, int Round, long BeganAt)
{
    /// <summary>Where to begin, one per queue of the request; empty for a look around.</summary>
    public JobMark[] Marks { get; init; } = [];

    /// <summary>Where a look around goes, in the order of the request's queues.</summary>
    public IReadOnlyList<Gap> Gaps { get; init; } = [];

    /// <summary>How long ago a job may have been made ready again that a look around finds wherever it stands.</summary>
    public TimeSpan AgainWithin { get; init; }

    /// <summary>Whether marks stay while a look everywhere is under way.</summary>
    public bool KeepsMarks { get; init; }

    /// <summary>Whether to see to what lies beside the ready jobs, too: parked jobs, suspects, new queues.</summary>
    public bool IsThorough => Scope != ClaimScope.Ahead;
}
