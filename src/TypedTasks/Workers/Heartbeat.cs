using System.Globalization;

using TypedTasks.Storage;

namespace TypedTasks.Workers;

/// <summary>
/// Renews the lease on a thread and a connection of its own: tasks that block the thread pool can't starve it.
/// Time is counted from before a renewal was sent, on a clock that nobody sets, so the worker gives up before others may take its jobs.
/// </summary>
internal sealed class Heartbeat : IDisposable
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(1);

    private readonly IWorkerStore workers;
    private readonly int workerId;
    private readonly TypedTasksWorkerOptions options;
    private readonly TimeProvider time;
    private readonly WorkBoard board;
    private readonly ManualResetEventSlim stop = new();
    private readonly TaskCompletionSource lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ITimer expiry;
    private readonly Rest rest;
    private readonly Thread thread;
    private string? lastProblem;
    private string? whyLost;
    private long lastBeat;
    private long steadySince;

    /// <param name="workers">Where the lease is.</param>
    /// <param name="workerId">Whose it is.</param>
    /// <param name="registeredAt">The timestamp taken before the worker was registered: its first lease counts from there.</param>
    /// <param name="options">Lease and heartbeat.</param>
    /// <param name="time">The clock.</param>
    /// <param name="board">Knows whether jobs are held, and is told which of them somebody canceled.</param>
    public Heartbeat(IWorkerStore workers, int workerId, long registeredAt, TypedTasksWorkerOptions options, TimeProvider time, WorkBoard board)
    {
        this.workers = workers;
        this.workerId = workerId;
        this.options = options;
        this.time = time;
        this.board = board;
        rest = new Rest(options.Heartbeat, time);
        lastBeat = steadySince = registeredAt;
        expiry = time.CreateTimer(_ => Lose(RanOut()), null, Remaining(registeredAt), Timeout.InfiniteTimeSpan);
        thread = new Thread(Beat) { IsBackground = true, Name = "TypedTasks heartbeat" };
        thread.Start();
    }

    /// <summary>Completes when the lease is lost, or so near its end that it must be taken for lost.</summary>
    public Task Lost => lost.Task;

    /// <summary>Why it was lost, in sentences; null while it is held.</summary>
    public string? WhyLost => Volatile.Read(ref whyLost);

    /// <summary>Told what each renewal has seen of other workers; called on the heartbeat's thread, so it must be quick.</summary>
    public Action<Renewal>? OthersSeen { get; set; }

    /// <summary>Called on the heartbeat's thread before each renewal, which may need what it provides.</summary>
    public Action? Beating { get; set; }

    /// <summary>Whether renewals have succeeded for one whole lease: only then can an expired lease of another worker mean that it died, and not that the database was away.</summary>
    public bool Steady => time.GetElapsedTime(Volatile.Read(ref steadySince)) >= options.Lease;

    // One heartbeat before the lease ends, so that jobs have stopped when others may take them.
    private TimeSpan Endurance => options.Lease - options.Heartbeat;

    private TimeSpan Remaining(long since)
    {
        var remaining = Endurance - time.GetElapsedTime(since);
        return remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero;
    }

    public void Dispose()
    {
        stop.Set();
        expiry.Dispose();

        // A renewal that hangs must not hold up the end of the session; its thread ends by itself when the storage gives up.
        if (thread.Join(Farewell)) stop.Dispose();
    }

    private void Beat()
    {
        // A timer of the given clock wakes the thread; real time is the fallback where the pool that runs timers is blocked.
        // Left to the garbage collector: a callback of the timer may be under way when that is disposed, and an exception there ends the process.
        var due = new AutoResetEvent(false);
        using var timer = time.CreateTimer(_ => due.Set(), null, options.Heartbeat, options.Heartbeat);
        WaitHandle[] handles = [stop.WaitHandle, due];
        while (Wait(handles))
        {
            Beating?.Invoke();
            Renew();
            if (time.GetElapsedTime(lastBeat) < Endurance) continue;
            Lose(RanOut());
            return;
        }
    }

    /// <returns>False if no more renewals are wanted.</returns>
    private bool Wait(WaitHandle[] handles)
    {
        rest.Begin();
        var goesOn = WaitHandle.WaitAny(handles, options.Heartbeat) != 0;
        rest.End();
        return goesOn;
    }

    private void Renew()
    {
        var sent = time.GetTimestamp();
        try
        {
            var renewal = workers.Renew(workerId, options.Lease, board.MayHoldJobs);
            if (!renewal.Alive)
            {
                Lose($"{Standstill()}The storage does not count it among the living any more: its lease had run out there, so that others could take its jobs, or a fail-over has lost it.");
                return;
            }

            Volatile.Write(ref lastBeat, sent);
            Volatile.Write(ref lastProblem, null);
            rest.Forget();

            // Beside the check after each beat: a renewal that hangs must not hide that the lease runs out.
            expiry.Change(Remaining(sent), Timeout.InfiniteTimeSpan);
            if (renewal.Cancel.Count > 0) board.Cancel(renewal.Cancel);
            OthersSeen?.Invoke(renewal);
        }
        catch (Exception problem)
        {
            // The pumps report outages; here it is kept for the day when the lease is lost by it. Whatever it is, on this thread it would end the process.
            Volatile.Write(ref lastProblem, problem is StorageException ? problem.Message : $"{problem.GetType().Name}: {problem.Message}");
            Volatile.Write(ref steadySince, time.GetTimestamp());
        }
    }

    private string RanOut()
    {
        var elapsed = time.GetElapsedTime(Volatile.Read(ref lastBeat));
        var reason = Volatile.Read(ref lastProblem) is { } problem ? $"The last one failed: {problem}" : Standstill();
        if (reason.Length == 0) reason = "None has failed either: the storage did not answer.";
        return string.Create(CultureInfo.InvariantCulture, $"No renewal has succeeded for {elapsed.TotalSeconds:0.#} s. {reason.TrimEnd()}");
    }

    private string Standstill() => rest.StoodStill is var pause && pause > TimeSpan.Zero
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"This process stood still for {pause.TotalSeconds:0.#} s: it was stopped, its machine slept or was paused, or something else had all its processors. ")
        : "";

    // The first reason stays.
    private void Lose(string why)
    {
        Interlocked.CompareExchange(ref whyLost, why, null);
        lost.TrySetResult();
    }
}
