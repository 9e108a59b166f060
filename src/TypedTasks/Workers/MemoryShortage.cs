using Microsoft.Extensions.Logging;

namespace TypedTasks.Workers;

/// <summary>
/// Remembers whether a task of this worker found no memory. What it left behind, above all outside of the collected heap, may end the process later,
/// whichever job runs then: a death says nothing about that job any more.
/// </summary>
internal sealed class MemoryShortage(ILogger logger)
{
    private int seen;

    public bool Seen => Volatile.Read(ref seen) == 1;

    /// <summary>Takes in what an attempt has thrown.</summary>
    public void Look(HeldJob job, Exception problem)
    {
        if (Seen || !IsOutOfMemory(problem) || Interlocked.Exchange(ref seen, 1) == 1) return;
        Log.MemoryRanOut(logger, job.JobId, job.TaskName);
    }

    private static bool IsOutOfMemory(Exception problem)
    {
        if (problem is AggregateException several) return several.InnerExceptions.Any(IsOutOfMemory);
        return problem is OutOfMemoryException || (problem.InnerException is { } inner && IsOutOfMemory(inner));
    }
}
