using Microsoft.Extensions.Logging;

namespace TypedTasks.Workers;

/// <summary>
/// Makes room in the thread pool when tasks turn out to block their threads. The pool makes threads slowly, and tasks that block all it has leave none
/// for the worker's round trips, for the driver's answers, not even for those to a heartbeat, and for the rest of the process.
/// </summary>
/// <remarks>One for a worker's whole life: the pool belongs to the process, and other workers in it add to the same minimum.</remarks>
/// <param name="tasks">How many may block at once: those in slots, and those that are abandoned.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed class PoolRoom(int tasks, TimeProvider time, ILogger logger)
{
    // Quick work that waits for nothing needs no thread of its own.
    private static readonly TimeSpan LongForAThread = TimeSpan.FromMilliseconds(100);

    // Of real time, whatever clock the worker has: the pool lives by no other.
    private static readonly TimeSpan LongForThePool = TimeSpan.FromMilliseconds(500);

    // A thread that waits costs some ten kilobytes; beyond this the pool's own pace has to do.
    private const int MostThreads = 2_000;

    private int isMade;

    /// <summary>A task has given its thread back, because it ended or began to wait.</summary>
    public void Returned(HeldJob job)
    {
        if (Volatile.Read(ref isMade) == 1) return;
        var held = time.GetElapsedTime(job.StartedAt);
        if (held < LongForAThread) return;
        if (Make() is { } threads) Log.BlocksThreads(logger, job.TaskName, job.JobId, held.TotalMilliseconds, threads);
    }

    /// <summary>Looks whether the pool still runs what it is given: tasks may block after they have waited for something first, or never return.</summary>
    /// <remarks>To be called on a thread that is not the pool's.</remarks>
    public void Look()
    {
        if (Volatile.Read(ref isMade) == 1) return;
        var runs = new ManualResetEventSlim(); // not disposed: what it waits for may come later
        ThreadPool.UnsafeQueueUserWorkItem(static runs => runs.Set(), runs, preferLocal: false);
        if (runs.Wait(LongForThePool)) return;
        if (Make() is { } threads) Log.PoolBlocked(logger, LongForThePool, threads);
    }

    /// <returns>The pool's new minimum; null if it was raised before.</returns>
    private int? Make()
    {
        if (Interlocked.Exchange(ref isMade, 1) == 1) return null;
        ThreadPool.GetMinThreads(out var workers, out var ports);
        var wanted = workers + Math.Min(tasks, MostThreads);
        ThreadPool.SetMinThreads(wanted, ports);
        return wanted;
    }
}
