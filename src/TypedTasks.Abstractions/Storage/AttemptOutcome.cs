namespace TypedTasks.Storage;

/// <summary>How an attempt ended.</summary>
public sealed record AttemptOutcome
{
    /// <summary>The attempt.</summary>
    public required AttemptId Attempt { get; init; }

    /// <summary>How it ended.</summary>
    public required OutcomeKind Kind { get; init; }

    /// <summary>The result as UTF-8 JSON (<see cref="OutcomeKind.Succeeded"/>); null for none.</summary>
    public byte[]? Result { get; init; }

    /// <summary>Time from now until the next attempt (<see cref="OutcomeKind.Retry"/>, <see cref="OutcomeKind.Snoozed"/>).</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>What went wrong (<see cref="OutcomeKind.Retry"/>, <see cref="OutcomeKind.Failed"/>); kept with the job. Characters that no database holds (NUL, lone surrogates) are stored as U+FFFD.</summary>
    public AttemptError? Error { get; init; }

    /// <summary>Why the job ended without success (<see cref="OutcomeKind.Failed"/>, <see cref="OutcomeKind.Canceled"/>).</summary>
    public string? Reason { get; init; }

    /// <summary>Whether the attempt never started, so that it is handed back (<see cref="OutcomeKind.Canceled"/>; other kinds say it by themselves).</summary>
    public bool NeverStarted { get; init; }
}
