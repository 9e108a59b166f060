using Microsoft.Extensions.Logging;

using TypedTasks.Storage;

namespace TypedTasks.Workers;

/// <summary>One life of a worker, from registration to removal. It ends when the worker is stopped, has run dry (in a burst), or lost its lease.</summary>
internal sealed class WorkerSession : IDisposable
{
    private readonly IStorage storage;
    private readonly SessionFacts facts;
    private readonly TypedTasksWorkerOptions options;
    private readonly StopPlan plan;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly WorkBoard board;
    private readonly Heartbeat heartbeat;
    private readonly CancelWatch cancels;
    private readonly Stagger stagger;
    private readonly Listener listener;
    private readonly Maintenance maintenance;
    private readonly Func<Pump> newPump;
    private readonly Slots slots;
    private readonly AbandonedJobs abandoned;
    private readonly bool burst;

    // Not disposed: what hangs in the storage may still use them after the session. They hold nothing but memory.
    private readonly CancellationTokenSource background = new();
    private readonly CancellationTokenSource abort = new();

    public WorkerSession(
        IStorage storage, SessionFacts facts, QueueSelection selection, AttemptRunner runner, AbandonedJobs abandoned, MemoryShortage memory, PoolRoom room, TypedTasksWorkerOptions options, StopPlan plan,
        long registeredAt, bool burst, Outage outage, TimeProvider time, Random chance, ILogger logger)
    {
        this.storage = storage;
        this.facts = facts;
        this.options = options;
        this.plan = plan;
        this.abandoned = abandoned;
        this.burst = burst;
        this.time = time;
        this.logger = logger;
        var queues = new QueueBook(storage.Workers, selection, facts, time);
        board = new WorkBoard(options, abandoned, burst, time, chance) { MayDieOfOthers = () => memory.Seen || abandoned.Count > 0 };
        slots = new Slots(board, runner);
        heartbeat = new Heartbeat(storage.Workers, facts.WorkerId, registeredAt, options, time, board);
        cancels = new CancelWatch(storage.Workers, facts.WorkerId, board, outage, time);
        maintenance = new Maintenance(storage.Maintenance, facts.WorkerId, board, heartbeat, options, outage, time, chance, logger);
        stagger = new Stagger(board.Expect, time, chance);
        listener = new Listener(storage.Signal, board, stagger, maintenance, cancels, time, chance, logger);
        newPump = () => new Pump(storage, board, facts, queues, maintenance, burst, outage, time, logger);
        heartbeat.OthersSeen = LearnOfOthers;
        heartbeat.Beating = room.Look;
        board.IdleChanged = listener.SetIdle;
        board.Overdue = GiveUp;
        board.DrainedInVain = (job, left) => Log.DrainedInVain(logger, facts.WorkerName, job.JobId, job.TaskName, left);
        abandoned.Returned += board.Expect;
    }

    /// <summary>Whether the storage no longer lists this worker. If it still does, its jobs wait for its lease to run out.</summary>
    public bool Removed { get; private set; }

    /// <summary>Whether the lease is held, as far as this side knows.</summary>
    public bool HasLease => !heartbeat.Lost.IsCompleted;

    /// <summary>Why it is not, in sentences; null while it is.</summary>
    public string? WhyLost => heartbeat.WhyLost;

    /// <summary>How many jobs run now, in slots.</summary>
    public int Running => board.Running;

    /// <summary>How long ago the storage last answered a round trip.</summary>
    public TimeSpan SinceLastTrip => board.SinceLastTrip;

    /// <summary>Works until the stop, or until no work is left.</summary>
    /// <param name="stop">Asks for a graceful stop.</param>
    /// <param name="hurry">Ends the grace of a stop.</param>
    /// <returns>False if the lease was lost, so that a new session is needed.</returns>
    public async Task<bool> RunAsync(CancellationToken stop, CancellationToken hurry)
    {
        Task[] helpers = [listener.RunAsync(background.Token), maintenance.RunAsync(promotes: !burst, background.Token)];
        Task[] pumps = [.. Enumerable.Range(0, storage.Pumps).Select(_ => Task.Run(() => newPump().RunAsync(abort.Token), CancellationToken.None))];
        slots.Open(options.Concurrency);

        // Like the pumps until the last job has ended: one that runs on during a stop can be canceled, too.
        var watching = cancels.RunAsync(abort.Token);

        var ended = await WaitForEndAsync(Task.WhenAny([.. helpers, .. pumps, watching, slots.Ended]).Unwrap(), stop).ConfigureAwait(false);

        // Jobs first: calls of the helpers to a storage that hangs may take their time to end.
        board.StopClaiming();
        var left = Task.WhenAll([background.CancelAsync(), .. helpers]);
        if (ended != heartbeat.Lost) await StopGracefullyAsync(hurry).ConfigureAwait(false);
        if (heartbeat.Lost.IsCompleted) await GiveUpAsync().ConfigureAwait(false);

        // What can't be written in time is left to the removal of the worker, or to its rescuers.
        await WithinAsync(Task.WhenAll([left, .. pumps]), plan.LastWords).ConfigureAwait(false);
        _ = abort.CancelAsync();
        await RemoveAsync().ConfigureAwait(false);
        if (board.Running == 0) await slots.Ended.ConfigureAwait(false);
        await ended.ConfigureAwait(false);
        return ended != heartbeat.Lost;
    }

    public void Dispose()
    {
        abandoned.Returned -= board.Expect;
        heartbeat.Dispose();
        cancels.Dispose();
        stagger.Dispose();
        maintenance.Dispose();
        board.Dispose();
    }

    private async Task<Task> WaitForEndAsync(Task broken, CancellationToken stop)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = stop.Register(stopped.SetResult);
        return await Task.WhenAny(stopped.Task, heartbeat.Lost, broken, burst ? RunDryAsync(background.Token) : stopped.Task).ConfigureAwait(false);
    }

    private async Task RunDryAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await board.DryAsync().WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (cancellationToken.IsCancellationRequested) return;
            var promotion = await storage.Maintenance.PromoteAsync(1000, cancellationToken).ConfigureAwait(false);
            if (promotion.Count == 0 && await HoldsLeaseAsync(cancellationToken).ConfigureAwait(false)) return;
            board.Expect();
        }
    }

    // A worker whose lease is over claims nothing, whatever is ready: in a process that stood still, the burst would seem to be done.
    private async ValueTask<bool> HoldsLeaseAsync(CancellationToken cancellationToken)
    {
        var renewal = await Task.Run(() => storage.Workers.Renew(facts.WorkerId, options.Lease, holdsJobs: false), CancellationToken.None).ConfigureAwait(false);
        if (renewal.Alive) return true;

        // The heartbeat finds out, too, and ends the session.
        await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return false;
    }

    private void LearnOfOthers(Renewal renewal)
    {
        stagger.Others = renewal.OtherWorkers;
        board.KnowsOf(renewal.OtherWorkers);
        maintenance.LearnOfOthers(renewal);
    }

    private void GiveUp(IReadOnlyList<HeldJob> overdue)
    {
        slots.GiveUp(overdue);
        if (abandoned.TooMany) Log.TooManyAbandoned(logger, facts.WorkerName, abandoned.Count);
    }

    private async Task StopGracefullyAsync(CancellationToken hurry)
    {
        if (board.Running is > 0 and var running) Log.WorkerStopping(logger, facts.WorkerName, running, plan.Grace);
        await Task.WhenAny(WithinAsync(board.Settled, plan.Grace, hurry), heartbeat.Lost).ConfigureAwait(false);
        if (heartbeat.Lost.IsCompleted) return;
        if (board.Running is > 0 and var unfinished) Log.GraceExceeded(logger, unfinished);
        await CancelAsync(StopReason.Shutdown).ConfigureAwait(false);
    }

    private async Task GiveUpAsync()
    {
        Log.LeaseLost(logger, facts.WorkerName, heartbeat.WhyLost, board.Running);

        // One pump means one writer: a task of this worker may be the one that kept the heartbeat out.
        if (storage.Pumps == 1 && board.WithTransaction() is [var oldest, ..])
            Log.WriterHeld(logger, oldest.JobId, oldest.TaskName, time.GetElapsedTime(oldest.StartedAt), options.Lease - (2 * options.Heartbeat));
        await CancelAsync(StopReason.LeaseLost).ConfigureAwait(false);
    }

    private async Task CancelAsync(StopReason reason)
    {
        board.StopJobs(reason);
        await WithinAsync(board.Settled, plan.LastWords).ConfigureAwait(false);
        if (board.AbandonAll() is not (> 0 and var ignoring)) return;
        slots.Forget(ignoring);
        Log.AbandonedAtStop(logger, ignoring);
    }

    private async Task WithinAsync(Task task, TimeSpan limit, CancellationToken cancellationToken = default)
        => await task.WaitAsync(limit, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private async Task RemoveAsync()
    {
        try
        {
            using var limit = new CancellationTokenSource(plan.LastWords, time);
            await storage.Workers.RemoveAsync(facts.WorkerId, limit.Token).AsTask().WaitAsync(plan.LastWords, time, CancellationToken.None).ConfigureAwait(false);
            Removed = true;
        }
        catch (Exception problem) when (problem is StorageException or OperationCanceledException or TimeoutException)
        {
            // The storage is away: the lease runs out and the others take over.
            Log.NotRemoved(logger, facts.WorkerName, problem.Message);
        }
    }
}
