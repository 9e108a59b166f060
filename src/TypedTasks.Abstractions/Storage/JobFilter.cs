namespace TypedTasks.Storage;

/// <summary>Which jobs to list. Unset members do not restrict.</summary>
public sealed record JobFilter
{
    /// <summary>Only jobs in this state.</summary>
    public JobState? State { get; init; }

    /// <summary>Only jobs of this queue.</summary>
    public string? Queue { get; init; }

    /// <summary>Only jobs of this task.</summary>
    public string? TaskName { get; init; }

    /// <summary>Only jobs with a smaller number: the last one of the page before.</summary>
    public long? Before { get; init; }

    /// <summary>How many at most; from 1 to 1,000. Default: 50.</summary>
    public int Limit { get; init; } = 50;
}
