namespace TypedTasks.Workers;

/// <summary>
/// Counts how often in a row the storage lost the transaction of a job. An outage is not the job's fault; but a task may be the outage,
/// by a statement that ends its session or fells the server, and must not be given back for ever.
/// </summary>
internal sealed class LostTransactions(TimeProvider time, Random chance)
{
    /// <summary>So often in a row a job is given back by one worker; what it loses then counts as failed attempts.</summary>
    public const int MostInARow = 5;

    // Jobs that other workers end stay counted here. Beyond this all are forgotten, which costs nothing but a few more runs of a job that is at fault.
    private const int MostJobs = 10_000;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(16);

    private static readonly TimeSpan QuietAfterLine = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly Dictionary<long, int> losses = [];
    private long? toldAt;

    /// <summary>Takes in a loss.</summary>
    /// <returns>How long the job should wait before it runs again; null if it was given back too often.</returns>
    public TimeSpan? PauseAfter(long jobId)
    {
        int inARow;
        lock (gate)
        {
            inARow = losses.GetValueOrDefault(jobId) + 1;
            if (inARow > MostInARow) return null;
            if (losses.Count == MostJobs) losses.Clear();
            losses[jobId] = inARow;
        }

        return GrowingPause.After(inARow, FirstPause, LongestPause, chance);
    }

    /// <summary>Whether the log is to tell of this loss for all that come with it: of one a minute. They come when the outage is over, one after the other.</summary>
    public bool ShouldTell()
    {
        lock (gate)
        {
            if (toldAt is { } told && time.GetElapsedTime(told) < QuietAfterLine) return false;
            toldAt = time.GetTimestamp();
            return true;
        }
    }

    /// <summary>An attempt of the job ended in another way.</summary>
    public void Forget(long jobId)
    {
        lock (gate) losses.Remove(jobId);
    }
}
