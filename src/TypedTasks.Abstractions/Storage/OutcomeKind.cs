namespace TypedTasks.Storage;

/// <summary>How an attempt ended; each kind is one edge out of <see cref="JobState.Running"/>.</summary>
public enum OutcomeKind
{
    /// <summary>To <see cref="JobState.Succeeded"/>.</summary>
    Succeeded = 1,

    /// <summary>To <see cref="JobState.Failed"/>: no attempt is left, or another could not help.</summary>
    Failed = 2,

    /// <summary>To <see cref="JobState.Scheduled"/>, to be tried again after a delay.</summary>
    Retry = 3,

    /// <summary>Back to <see cref="JobState.Ready"/> with its attempt handed back: it was never started, or the worker stops.</summary>
    Released = 4,

    /// <summary>To <see cref="JobState.Canceled"/>.</summary>
    Canceled = 5,

    /// <summary>Back to <see cref="JobState.Ready"/> with its attempt handed back, set aside for workers that know its task and version.</summary>
    Parked = 6,

    /// <summary>To <see cref="JobState.Scheduled"/> with its attempt handed back, to run after a delay: the task asked for that, or the storage lost its transaction.</summary>
    Snoozed = 7,
}
