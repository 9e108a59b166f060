namespace TypedTasks;

/// <summary>What came of <see cref="ITaskClient.RetryAsync"/>.</summary>
public enum RetryAnswer
{
    /// <summary>The job had failed or was canceled, and is ready again.</summary>
    Retried,

    /// <summary>No job with this number is stored: there never was one, or it has been pruned.</summary>
    NotStored,

    /// <summary>It has not ended: it waits or runs, perhaps because somebody else retried it.</summary>
    NotEnded,

    /// <summary>It has succeeded: what has finished does not run again. Enqueue a new job.</summary>
    Succeeded,

    /// <summary>It may run at most once (<see cref="Delivery.AtMostOnce"/>), and an attempt of it was counted: it may have run, in part or whole.</summary>
    MayHaveRun,
}
