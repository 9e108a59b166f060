namespace TypedTasks.Storage;

/// <summary>Which jobs to list. Unset members do not restrict.</summary>
public sealed record JobFilter
{
    private const int MostJobs = 1000;

    /// <summary>Only jobs in this state.</summary>
    public JobState? State { get; init; }

    /// <summary>Only jobs of this queue.</summary>
    public string? Queue { get; init; }

    /// <summary>Only jobs of this task.</summary>
    public string? TaskName { get; init; }

    /// <summary>Only jobs with a smaller number: the last one of the page before.</summary>
    public long? Before { get; init; }

    /// <summary>How many at most; from 1 to 1,000. Default: 50.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is out of these bounds.</exception>
    public int Limit
    {
        get;
        init => field = value is >= 1 and <= MostJobs ? value : throw new ArgumentOutOfRangeException(nameof(value), value, $"A list can have from 1 to {MostJobs:N0} jobs. Read more in pages: set Before to the last number of the page before.");
    } = 50;
}
