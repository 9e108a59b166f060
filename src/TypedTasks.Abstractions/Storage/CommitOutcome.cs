namespace TypedTasks.Storage;

/// <summary>What came of the commit of an attempt's transaction.</summary>
public enum CommitOutcome
{
    /// <summary>It took effect: the job has ended.</summary>
    Committed = 1,

    /// <summary>It did not and will not: the attempt is still the running one.</summary>
    RolledBack = 2,

    /// <summary>It did not, and the attempt is no longer the running one: nobody may write how it ended.</summary>
    Late = 3,
}
