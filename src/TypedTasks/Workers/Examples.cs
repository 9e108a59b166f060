namespace TypedTasks.Workers;

/// <summary>Names the first few of many jobs in a log line.</summary>
internal static class Examples
{
    private const int Few = 5;

    /// <returns>"12 (Shop.SendReceipt), 13 (Shop.SendReceipt) and 998 more".</returns>
    public static string Of(IReadOnlyCollection<(long JobId, string TaskName)> jobs)
    {
        var named = string.Join(", ", jobs.Take(Few).Select(static job => $"{job.JobId} ({job.TaskName})"));
        return jobs.Count <= Few ? named : $"{named} and {jobs.Count - Few} more";
    }
}
