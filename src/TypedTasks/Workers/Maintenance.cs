using Microsoft.Extensions.Logging;

using TypedTasks.Storage;

namespace TypedTasks.Workers;

/// <summary>The promoter, the rescuer and the pruner of one worker, and its own search for lost claims. Every worker has them; there is no leader.</summary>
internal sealed class Maintenance(IMaintenanceStore store, WorkBoard board, Heartbeat heartbeat, TypedTasksWorkerOptions options, Outage outage, TimeProvider time, Random chance, ILogger logger) : IDisposable
{
    private const int PromoteLimit = 1000;
    private const int RescueLimit = 500;
    private const int PruneLimit = 1000;

    // Pruning can wait, jobs can't: two thirds of the time are theirs.
    private const int PrunePausePerBatch = 2;

    // Every worker looks, so that many of them would keep a database busy with nothing.
    private static readonly TimeSpan LongestRescueInterval = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan PruneInterval = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan ReconcileInterval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LookInterval = TimeSpan.FromMinutes(1);

    private readonly Doze promoterDoze = new(time);

    private readonly UnservedQueues unserved = new(store, time, logger);

    // Short beside the lease: a dead worker's jobs wait for its end and for this.
    private TimeSpan RescueInterval => TimeSpan.FromTicks(Math.Min(options.Lease.Ticks / 5, LongestRescueInterval.Ticks));

    /// <param name="promotes">False in a burst: it promotes by itself before it ends, and must not miss what another promoter is just making ready.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task RunAsync(bool promotes, CancellationToken cancellationToken)
    {
        List<Task> duties =
        [
            RepeatAsync("rescuing", RescueAsync, cancellationToken),
            RepeatAsync("pruning", PruneAsync, cancellationToken),
            RepeatAsync("looking for lost claims", ReconcileAsync, cancellationToken),
            RepeatAsync("looking for queues without a worker", LookAtQueuesAsync, cancellationToken),
        ];
        if (promotes) duties.Add(RepeatAsync("promoting", PromoteAsync, promoterDoze.WaitAsync, cancellationToken));
        return Task.WhenAll(duties);
    }

    /// <summary>Something was scheduled here: the promoter looks again when it is due, instead of at its next turn.</summary>
    public void PromoteWithin(TimeSpan delay) => promoterDoze.WakeWithin(delay);

    public void Dispose() => promoterDoze.Dispose();

    private Task RepeatAsync(string activity, Func<CancellationToken, Task<TimeSpan>> once, CancellationToken cancellationToken)
        => RepeatAsync(activity, once, (pause, token) => Task.Delay(pause, time, token), cancellationToken);

    private async Task RepeatAsync(string activity, Func<CancellationToken, Task<TimeSpan>> once, Func<TimeSpan, CancellationToken, Task> wait, CancellationToken cancellationToken)
    {
        var streak = 0;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var pause = await once(cancellationToken).ConfigureAwait(false);
                streak = 0;
                await wait(pause, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception problem)
            {
                await outage.PauseAsync(activity, problem, ++streak, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<TimeSpan> PromoteAsync(CancellationToken cancellationToken)
    {
        var promotion = await store.PromoteAsync(PromoteLimit, cancellationToken).ConfigureAwait(false);
        if (promotion.Count > 0) board.Expect();
        var soon = Jittered(options.PollInterval);
        return promotion.NextIn is { } next && next < soon ? next : soon;
    }

    private async Task<TimeSpan> RescueAsync(CancellationToken cancellationToken)
    {
        if (!heartbeat.Steady) return RescueInterval;
        var rescued = await store.RescueAsync(options.CrashBudget, RescueLimit, cancellationToken).ConfigureAwait(false);
        Report(rescued);
        if (rescued.Count > 0) board.Expect();
        return rescued.Count == RescueLimit ? TimeSpan.Zero : Jittered(RescueInterval);
    }

    private async Task<TimeSpan> PruneAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var pruned = await store.PruneAsync(options.Retention, PruneLimit, cancellationToken).ConfigureAwait(false);
        return pruned == PruneLimit ? time.GetElapsedTime(started) * PrunePausePerBatch : Jittered(PruneInterval);
    }

    // One line for each dead worker: it may have held hundreds of jobs.
    private void Report(IReadOnlyList<RescuedJob> rescued)
    {
        foreach (var jobs in rescued.Where(job => !job.Failed).GroupBy(job => job.Worker)) Log.Rescued(logger, jobs.Count(), jobs.Key);
        foreach (var job in rescued)
        {
            if (job.Failed) Log.Quarantined(logger, job.JobId, job.Worker, job.Crashes);
            else Log.RescuedJob(logger, job.JobId, job.Worker, job.Crashes);
        }
    }

    // A claim that was given up may have taken effect after it was looked for: the worker lives, so nobody else would ever find those jobs.
    private Task<TimeSpan> ReconcileAsync(CancellationToken cancellationToken)
    {
        if (heartbeat.Steady) board.LookForLostClaims();
        return Task.FromResult(Jittered(ReconcileInterval));
    }

    private async Task<TimeSpan> LookAtQueuesAsync(CancellationToken cancellationToken)
    {
        await unserved.LookAsync(cancellationToken).ConfigureAwait(false);
        return Jittered(LookInterval);
    }

    private TimeSpan Jittered(TimeSpan interval)
    {
        lock (chance) return interval * (0.75 + (chance.NextDouble() / 2));
    }
}
