namespace TypedTasks.History.Events;

/// <summary>What a process may see.</summary>
public enum EventKind
{
    /// <summary>A producer is about to enqueue; nothing is known of the result yet.</summary>
    EnqueueAsked,

    /// <summary>The job is stored: the call returned, or its transaction committed.</summary>
    EnqueueCommitted,

    /// <summary>The transaction that held the job was rolled back.</summary>
    EnqueueRolledBack,

    /// <summary>The call or the commit failed in a way that leaves open whether the job is stored.</summary>
    EnqueueUnknown,

    /// <summary>Somebody asked to cancel the job, and was told that it will be.</summary>
    CancelAccepted,

    /// <summary>Somebody is about to ask that the job run again; without an answer it is open whether it does.</summary>
    RetryAsked,

    /// <summary>The answer to that.</summary>
    RetryAnswered,

    /// <summary>A worker was entered and has its first lease.</summary>
    Registered,

    /// <summary>A worker's lease was renewed.</summary>
    Renewed,

    /// <summary>A worker is about to be removed: what it still holds is released.</summary>
    RemoveAsked,

    /// <summary>A worker claimed a job.</summary>
    Claimed,

    /// <summary>A task began to run.</summary>
    Started,

    /// <summary>A task's effect is stored.</summary>
    Effect,

    /// <summary>A task returned or threw.</summary>
    Ended,

    /// <summary>A worker is about to write how an attempt ended.</summary>
    FinishAsked,

    /// <summary>The storage took the outcome.</summary>
    FinishAccepted,

    /// <summary>The storage said that the outcome came too late and changed nothing.</summary>
    FinishLate,

    /// <summary>The answer was lost: the outcome may be written or not.</summary>
    FinishUnknown,

    /// <summary>A rescuer took a job from a worker without a lease.</summary>
    Rescued,

    /// <summary>Something was done to the processes, the connections or the server.</summary>
    Fault,
}
