namespace TypedTasks;

/// <summary>Where a job stands. The numbers are those stored in the tables.</summary>
public enum JobState
{
    /// <summary>Waits for its time: delayed, or between two attempts.</summary>
    Scheduled = 1,

    /// <summary>May be claimed.</summary>
    Ready = 2,

    /// <summary>Waits for another job or for a limit.</summary>
    Blocked = 3,

    /// <summary>Claimed by a worker.</summary>
    Running = 4,

    /// <summary>Finished; its result, if any, is stored.</summary>
    Succeeded = 5,

    /// <summary>No attempt is left, or it was given up; the reason is stored.</summary>
    Failed = 6,

    /// <summary>Stopped on request before it succeeded.</summary>
    Canceled = 7,
}
