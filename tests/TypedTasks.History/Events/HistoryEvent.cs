using TypedTasks.Storage;

namespace TypedTasks.History.Events;

/// <summary>One thing that one process saw. Times are nanoseconds of the machine's monotonic clock, which all processes share.</summary>
public sealed record HistoryEvent
{
    public required EventKind Kind { get; init; }

    /// <summary>Who saw it; set by the log.</summary>
    public string Process { get; init; } = "";

    /// <summary>When it was seen; set by the log. What was asked happened between <see cref="AskedAt"/> and this.</summary>
    public long At { get; init; }

    /// <summary>When the call began whose answer this is; null where nothing was asked.</summary>
    public long? AskedAt { get; init; }

    /// <summary>The producer's name for the job, in its payload; known before the job has a number.</summary>
    public Guid? Key { get; init; }

    public long? Job { get; init; }

    public int? Claims { get; init; }

    public int? Attempt { get; init; }

    public int? MaxAttempts { get; init; }

    public int? Crashes { get; init; }

    public int? WorkerId { get; init; }

    /// <summary>How long a lease lasts that was given or renewed.</summary>
    public TimeSpan? Lease { get; init; }

    public OutcomeKind? Outcome { get; init; }

    /// <summary>What came of a retry on request.</summary>
    public RetryAnswer? Retry { get; init; }

    public Promise? Promise { get; init; }

    /// <summary>From when on the job must not start, on the clock of the events.</summary>
    public long? Deadline { get; init; }

    /// <summary>The queue of one slot in which the job must keep its place; null where order is not promised.</summary>
    public string? Line { get; init; }

    public string? Text { get; init; }
}
