namespace TypedTasks.Storage;

/// <summary>Which jobs a claim is for.</summary>
public enum ClaimKind
{
    /// <summary>Ready jobs, suspects left aside.</summary>
    Ready = 0,

    /// <summary>One suspect, to hold it while the worker's other jobs end. A death meanwhile is not its own doing.</summary>
    Hold = 1,

    /// <summary>One suspect, to run it alone: the worker has nothing else in hand. If it dies now, the job is quarantined.</summary>
    Alone = 2,
}
