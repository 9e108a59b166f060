namespace TypedTasks.Storage;

/// <summary>A job on its way into the storage, with every default resolved and every bound checked.</summary>
public sealed record JobToStore
{
    /// <summary>The stored name of the task.</summary>
    public required string TaskName { get; init; }

    /// <summary>The version of the payload's shape.</summary>
    public required int Version { get; init; }

    /// <summary>The queue's name.</summary>
    public required string Queue { get; init; }

    /// <summary>From -32,767 to 32,767; higher is claimed first.</summary>
    public int Priority { get; init; }

    /// <summary>Time from now when the job becomes ready; zero for at once.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>The moment when the job becomes ready (UTC); wins over <see cref="Delay"/>.</summary>
    public DateTimeOffset? RunAt { get; init; }

    /// <summary>The moment when the job is expected to start (UTC); wins over <see cref="ExpectedWithin"/>.</summary>
    public DateTimeOffset? ExpectedBy { get; init; }

    /// <summary>Time from now when the job is expected to start; null for no expectation.</summary>
    public TimeSpan? ExpectedWithin { get; init; }

    /// <summary>How often it may be tried; at least 1, <see cref="int.MaxValue"/> for no limit.</summary>
    public required int MaxAttempts { get; init; }

    /// <summary>Whether it must never be started a second time, even when its worker is lost.</summary>
    public bool AtMostOnce { get; init; }

    /// <summary>The caller's id for this enqueue; null for none.</summary>
    public Guid? EnqueueId { get; init; }

    /// <summary>From when on no attempt is started (UTC); null for no deadline.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>What only this job asks of its worker, as UTF-8 JSON; kept as it is. Null for nearly all jobs.</summary>
    public byte[]? Settings { get; init; }

    /// <summary>The parameters as UTF-8 JSON.</summary>
    public required ReadOnlyMemory<byte> Payload { get; init; }
}
