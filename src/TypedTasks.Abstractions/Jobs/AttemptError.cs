namespace TypedTasks;

/// <summary>Why one attempt failed, or what became of its worker.</summary>
public sealed record AttemptError
{
    /// <summary>Which attempt, from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>The full name of the exception's type; <c>TypedTasks.WorkerLost</c> where the attempt's worker died or stood still, and <c>TypedTasks.WorkerCameBack</c> once that has come back.</summary>
    public required string Type { get; init; }

    /// <summary>The exception's message; at most 4,000 characters.</summary>
    public required string Message { get; init; }

    /// <summary>The exception's text with stack traces; at most 16,000 characters.</summary>
    public required string Detail { get; init; }

    /// <summary>When it was claimed, by the database's clock; it started within 100 ms. Unset until stored.</summary>
    public DateTimeOffset ClaimedAt { get; init; }

    /// <summary>When it failed, by the database's clock; unset until stored.</summary>
    public DateTimeOffset FailedAt { get; init; }

    /// <summary>The name of the worker; unset until stored.</summary>
    public string? Worker { get; init; }
}
