namespace TypedTasks.Storage;

/// <summary>The answer to a heartbeat.</summary>
/// <param name="Alive">False if the lease had expired and others have taken, or may take, the worker's jobs.</param>
/// <param name="Cancel">Running attempts of this worker that somebody asked to cancel.</param>
public sealed record Renewal(bool Alive, IReadOnlyList<AttemptId> Cancel)
{
    /// <summary>Time until the lease of another worker ends, the soonest, by the database's clock; zero or less if one has ended, null if there is no other worker.</summary>
    public TimeSpan? NextLeaseEnd { get; init; }

    /// <summary>How many other workers have a lease and serve the same queues, as they are configured: those that a signal wakes for the same jobs.</summary>
    public int OtherWorkers { get; init; }
}
