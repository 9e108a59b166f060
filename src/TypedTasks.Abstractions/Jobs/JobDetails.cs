namespace TypedTasks;

/// <summary>A stored job as one reads it: for pages, command lines and tests. Times are the database's, in UTC.</summary>
public sealed record JobDetails
{
    /// <summary>The job's number.</summary>
    public required long Id { get; init; }

    /// <summary>The stored name of its task.</summary>
    public required string TaskName { get; init; }

    /// <summary>The version of the task's payload shape.</summary>
    public required int Version { get; init; }

    /// <summary>Its queue.</summary>
    public required string Queue { get; init; }

    /// <summary>Where it stands.</summary>
    public required JobState State { get; init; }

    /// <summary>Its priority; higher is claimed first.</summary>
    public required int Priority { get; init; }

    /// <summary>When it is expected to start; null for no expectation.</summary>
    public DateTimeOffset? ExpectedBy { get; init; }

    /// <summary>The attempts used so far, the running one included.</summary>
    public required int Attempt { get; init; }

    /// <summary>How many attempts it may use.</summary>
    public required int MaxAttempts { get; init; }

    /// <summary>How often it was claimed; never lowered.</summary>
    public required int Claims { get; init; }

    /// <summary>How often a worker was lost while it had the job: it died, or stood still for longer than its lease. One that came back is not counted any more.</summary>
    public required int Crashes { get; init; }

    /// <summary>The name of the worker that runs it, or ran it last.</summary>
    public string? Worker { get; init; }

    /// <summary>When it was enqueued.</summary>
    public required DateTimeOffset EnqueuedAt { get; init; }

    /// <summary>When a scheduled job becomes ready; null for jobs that never had to wait.</summary>
    public DateTimeOffset? RunAt { get; init; }

    /// <summary>When it was last claimed.</summary>
    public DateTimeOffset? ClaimedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>From when on no attempt is started; null for no deadline.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>The parameters as JSON, exactly as stored; from a client with <c>"[sensitive]"</c> in the place of sensitive values, and of everything where the client's application does not know the task.</summary>
    public required string Payload { get; init; }

    /// <summary>The result as JSON; null before success and for tasks without a result. Sensitive values as in <see cref="Payload"/>.</summary>
    public string? Result { get; init; }

    /// <summary>Why the job failed or was canceled; null otherwise.</summary>
    public string? Reason { get; init; }

    /// <summary>What went wrong in each failed attempt, oldest first, those among them whose worker was lost; of more than 100 the last ones.</summary>
    public IReadOnlyList<AttemptError> Errors { get; init; } = [];
}
