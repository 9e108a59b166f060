using Microsoft.Extensions.Logging;

namespace TypedTasks.Workers;

/// <summary>
/// Makes room in the thread pool when tasks turn out to block their threads. The pool makes threads slowly, and slots that block all it has leave none
/// for the worker's round trips, for the driver's answers, not even for those to a heartbeat, and for the rest of the process.
/// </summary>
/// <remarks>One for a worker's whole life: the pool belongs to the process, and other workers in it add to the same minimum.</remarks>
/// <param name="slots">How many tasks may block at once.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed class PoolRoom(int slots, TimeProvider time, ILogger logger)
{
    // Quick work that waits for nothing needs no thread of its own.
    private static readonly TimeSpan LongForAThread = TimeSpan.FromMilliseconds(100);

    // A thread that waits costs some ten kilobytes; beyond this the pool's own pace has to do.
    private const int MostThreads = 1_000;

    private int isMade;

    /// <summary>A task has given its thread back, because it ended or began to wait.</summary>
    public void Returned(HeldJob job)
    {
        if (Volatile.Read(ref isMade) == 1 || time.GetElapsedTime(job.StartedAt) < LongForAThread) return;
        if (Interlocked.Exchange(ref isMade, 1) == 1) return;

        ThreadPool.GetMinThreads(out var workers, out var ports);
        var wanted = workers + Math.Min(slots, MostThreads);
        ThreadPool.SetMinThreads(wanted, ports);
        Log.BlocksThreads(logger, job.TaskName, job.JobId, wanted);
    }
}
