namespace TypedTasks.Storage;

/// <summary>What came of finishing and claiming.</summary>
/// <param name="Claimed">The claimed jobs, best first.</param>
/// <param name="Late">The outcomes that came too late and changed nothing.</param>
public sealed record Exchange(IReadOnlyList<ClaimedJob> Claimed, IReadOnlyList<AttemptId> Late)
{
    /// <summary>Whether a suspect waits that this worker could run; null when the claim did not look for one. Thorough claims always do.</summary>
    public bool? SuspectsWait { get; init; }

    /// <summary>All queues that ever had a job or a worker; null when the claim did not look at everything.</summary>
    public IReadOnlyList<QueueNumber>? Queues { get; init; }

    /// <summary>What came of <see cref="ClaimRequest.Promotes"/>; null when it was not asked for.</summary>
    public Promotion? Promotion { get; init; }

    /// <summary>Nothing claimed, nothing late.</summary>
    public static Exchange Empty { get; } = new([], []);
}
