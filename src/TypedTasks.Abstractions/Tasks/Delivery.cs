namespace TypedTasks;

/// <summary>What holds when a worker is lost while it runs a job.</summary>
public enum Delivery
{
    /// <summary>The job runs again: a task whose job was committed runs to its end, whatever dies. Its effects may happen twice, so they should bear that.</summary>
    AtLeastOnce = 0,

    /// <summary>
    /// The job is <see cref="JobState.Failed"/>, and is never started a second time: for effects that must not happen twice, and may be missing instead.
    /// It has one attempt, and is claimed only when it can start at once.
    /// </summary>
    AtMostOnce = 1,
}
