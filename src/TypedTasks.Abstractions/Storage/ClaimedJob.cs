namespace TypedTasks.Storage;

/// <summary>A job that a worker has claimed.</summary>
public sealed class ClaimedJob
{
    /// <summary>The attempt that the claim began.</summary>
    public required AttemptId AttemptId { get; init; }

    /// <summary>The number of the job's queue.</summary>
    public required int Queue { get; init; }

    /// <summary>The number of its (task, version).</summary>
    public required int Contract { get; init; }

    /// <summary>Which attempt this is, from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>How many attempts the job may use.</summary>
    public required int MaxAttempts { get; init; }

    /// <summary>How often a worker was lost while it had the job.</summary>
    public required int Crashes { get; init; }

    /// <summary>Whether it may run at most once, and so never again after it has started.</summary>
    public bool AtMostOnce { get; init; }

    /// <summary>When the job was enqueued (UTC).</summary>
    public required DateTimeOffset EnqueuedAt { get; init; }

    /// <summary>The time that was left until the deadline at the moment of the claim, by the database's clock; zero or less if it has passed, null for no deadline.</summary>
    public TimeSpan? StartWithin { get; init; }

    /// <summary>What only this job asks of its worker, as it was stored (<see cref="JobToStore.Settings"/>); null for nearly all jobs.</summary>
    public byte[]? Settings { get; init; }

    /// <summary>The parameters as UTF-8 JSON.</summary>
    public required byte[] Payload { get; init; }
}
