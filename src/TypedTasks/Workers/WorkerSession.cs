using Microsoft.Extensions.Logging;

using TypedTasks.Storage;

namespace TypedTasks.Workers;

/// <summary>One life of a worker, from registration to removal. It ends when the worker is stopped, has run dry (in a burst), or lost its lease.</summary>
internal sealed class WorkerSession : IDisposable
{
    // How long canceled jobs may take to notice, and the last outcomes to be written.
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(3);

    private readonly IStorage storage;
    private readonly SessionFacts facts;
    private readonly TypedTasksWorkerOptions options;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly WorkBoard board;
    private readonly Heartbeat heartbeat;
    private readonly Listener listener;
    private readonly Maintenance maintenance;
    private readonly Func<Pump> newPump;
    private readonly AttemptRunner runner;
    private readonly bool burst;

    public WorkerSession(
        IStorage storage, SessionFacts facts, QueueSelection selection, AttemptRunner runner, TypedTasksWorkerOptions options,
        long registeredAt, bool burst, Outage outage, TimeProvider time, Random chance, ILogger logger)
    {
        this.storage = storage;
        this.facts = facts;
        this.options = options;
        this.runner = runner;
        this.burst = burst;
        this.time = time;
        this.logger = logger;
        var queues = new QueueBook(storage.Workers, selection, facts);
        board = new WorkBoard(options, burst, time, chance);
        heartbeat = new Heartbeat(storage.Workers, facts.WorkerId, registeredAt, options, time, board.Cancel);
        listener = new Listener(storage.Signal, board, time, logger);
        maintenance = new Maintenance(storage.Maintenance, board, heartbeat, options, outage, time, chance, logger);
        newPump = () => new Pump(storage, board, facts, queues, outage, logger);
        board.IdleChanged = listener.SetIdle;
    }

    /// <summary>Works until the stop, or until no work is left.</summary>
    /// <param name="stop">Asks for a graceful stop.</param>
    /// <param name="hurry">Ends the grace of a stop.</param>
    /// <returns>False if the lease was lost, so that a new session is needed.</returns>
    public async Task<bool> RunAsync(CancellationToken stop, CancellationToken hurry)
    {
        using var background = new CancellationTokenSource();
        using var abort = new CancellationTokenSource();
        Task[] helpers = [listener.RunAsync(background.Token), maintenance.RunAsync(background.Token)];
        Task[] pumps = [.. Enumerable.Range(0, storage.Pumps).Select(_ => Task.Run(() => newPump().RunAsync(abort.Token), CancellationToken.None))];
        Task[] slots = [.. Enumerable.Range(0, options.Concurrency).Select(_ => Task.Run(RunSlotAsync, CancellationToken.None))];

        var ended = await WaitForEndAsync(stop).ConfigureAwait(false);
        var leaseLost = ended == heartbeat.Lost;
        await background.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(helpers).ConfigureAwait(false);

        if (leaseLost) await GiveUpAsync().ConfigureAwait(false);
        else await StopGracefullyAsync(hurry).ConfigureAwait(false);

        // What can't be written in time is left to the removal of the worker, or to its rescuers.
        await Task.WhenAll(pumps).WaitAsync(LastWords, time, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await abort.CancelAsync().ConfigureAwait(false);
        await RemoveAsync().ConfigureAwait(false);
        if (board.Running == 0) await Task.WhenAll(slots).ConfigureAwait(false);
        await ended.ConfigureAwait(false);
        return !leaseLost;
    }

    public void Dispose()
    {
        heartbeat.Dispose();
        board.Dispose();
    }

    private async Task<Task> WaitForEndAsync(CancellationToken stop)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = stop.Register(stopped.SetResult);
        return await Task.WhenAny(stopped.Task, heartbeat.Lost, burst ? RunDryAsync(stop) : stopped.Task).ConfigureAwait(false);
    }

    private async Task RunDryAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await board.DryAsync().WaitAsync(stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var promotion = await storage.Maintenance.PromoteAsync(1000, CancellationToken.None).ConfigureAwait(false);
            if (promotion.Count == 0) return;
            board.Expect();
        }
    }

    private async Task RunSlotAsync()
    {
        while (await board.NextJobAsync().ConfigureAwait(false) is { } next)
        {
            for (var job = next; job is not null;)
            {
                var started = time.GetTimestamp();
                var outcome = await runner.RunAsync(job).ConfigureAwait(false);
                job = board.Finish(job, outcome, time.GetElapsedTime(started));
            }
        }
    }

    private async Task StopGracefullyAsync(CancellationToken hurry)
    {
        board.StopClaiming();
        if (board.Running is > 0 and var running) Log.WorkerStopping(logger, facts.WorkerName, running, options.ShutdownGrace);
        await board.Settled.WaitAsync(options.ShutdownGrace, time, hurry).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (board.Running is > 0 and var unfinished) Log.GraceExceeded(logger, unfinished);
        await CancelAsync(StopReason.Shutdown).ConfigureAwait(false);
    }

    private async Task GiveUpAsync()
    {
        Log.LeaseLost(logger, facts.WorkerName, board.Running);
        board.StopClaiming();
        await CancelAsync(StopReason.LeaseLost).ConfigureAwait(false);
    }

    private async Task CancelAsync(StopReason reason)
    {
        board.StopJobs(reason);
        await board.Settled.WaitAsync(LastWords, time, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (board.Running is > 0 and var ignoring) Log.Abandoned(logger, ignoring);
    }

    private async Task RemoveAsync()
    {
        using var limit = new CancellationTokenSource(LastWords, time);
        try
        {
            await storage.Workers.RemoveAsync(facts.WorkerId, limit.Token).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is StorageException or OperationCanceledException)
        {
            // The storage is away: the lease runs out and the others take over.
            Log.NotRemoved(logger, facts.WorkerName, problem.Message);
        }
    }
}
