using Microsoft.Extensions.Logging;

using TypedTasks.Storage;

namespace TypedTasks.Workers;

/// <summary>The promoter, the rescuer and the pruner of one worker, and its own search for lost claims. Every worker has them; there is no leader.</summary>
internal sealed class Maintenance(IMaintenanceStore store, int workerId, WorkBoard board, Heartbeat heartbeat, TypedTasksWorkerOptions options, Outage outage, TimeProvider time, Random chance, ILogger logger) : IDisposable
{
    public const int PromoteLimit = 1000;
    private const int RescueLimit = 500;
    private const int PruneLimit = 1000;

    // Pruning can wait, jobs can't: two thirds of the time are theirs.
    private const int PrunePausePerBatch = 2;

    // Heartbeats tell of leases that end. Without a word of one: jobs whose worker is not even listed, and workers whose heartbeats come rarely.
    private static readonly TimeSpan LongestRescueInterval = TimeSpan.FromSeconds(10);

    // A worker that renews in time is never so near its end when another one's heartbeat sees it, and before a lease ends each of them sees it once.
    private const double HeartbeatsBeforeTheEnd = 1.5;

    // Many workers see the same lease end: spread, the first ones find what there is.
    private static readonly TimeSpan LongestSpread = TimeSpan.FromSeconds(1);

    // A hundredth of the retention, within these bounds: nobody notices how much longer a job stays.
    private static readonly TimeSpan ShortestPruneInterval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestPruneInterval = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan ReconcileInterval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LookInterval = TimeSpan.FromMinutes(1);
    private const int LookPausePerLook = 100;

    // As polls are spread: sooner than those, the promoter would come before each of them.
    private const double LongestJitter = 1.25;

    private readonly PromoterAlarm alarm = new(time);
    private readonly Doze rescuerDoze = new(time);

    private readonly UnservedQueues unserved = new(store, time, logger);

    private int otherWorkers;

    private TimeSpan PruneInterval
        => TimeSpan.FromTicks(Math.Clamp(options.Retention.Ticks / 100, ShortestPruneInterval.Ticks, LongestPruneInterval.Ticks));

    private TimeSpan RescueInterval => TimeSpan.FromTicks(Math.Min(options.Lease.Ticks, LongestRescueInterval.Ticks));

    /// <param name="promotes">False in a burst: it promotes by itself before it ends, and must not miss what another promoter is just making ready.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task RunAsync(bool promotes, CancellationToken cancellationToken)
    {
        List<Task> duties =
        [
            RepeatAsync("rescuing", RescueAsync, rescuerDoze.WaitAsync, cancellationToken),
            RepeatAsync("pruning", PruneAsync, cancellationToken),
            RepeatAsync("looking for lost claims", ReconcileAsync, cancellationToken),
            RepeatAsync("looking for queues without a worker", LookAtQueuesAsync, cancellationToken),
        ];
        if (promotes) duties.Add(RepeatAsync("promoting", PromoteAsync, alarm.WaitAsync, cancellationToken));
        return Task.WhenAll(duties);
    }

    /// <summary>Something is scheduled: the promoter looks when it is due, instead of at its next turn.</summary>
    public void PromoteWithin(TimeSpan delay) => alarm.DueWithin(delay);

    /// <summary>A claim is about to be sent that promotes first.</summary>
    public void PromotionBegins() => alarm.LookBegins();

    /// <summary>Takes in what came of it.</summary>
    public void Promoted(Promotion promotion)
    {
        if (promotion.NextIn is { } next) alarm.DueWithin(next);
    }

    /// <summary>Takes in what a heartbeat has seen. If another worker's lease is about to end and is not renewed, the rescuer is there.</summary>
    public void LearnOfOthers(Renewal renewal)
    {
        Volatile.Write(ref otherWorkers, renewal.OtherWorkers);
        if (renewal.NextLeaseEnd is not { } end || end > options.Heartbeat * HeartbeatsBeforeTheEnd) return;
        var spread = TimeSpan.FromTicks(Math.Min(options.Lease.Ticks / 10, LongestSpread.Ticks));
        lock (chance) spread *= chance.NextDouble();
        rescuerDoze.WakeWithin((end > TimeSpan.Zero ? end : TimeSpan.Zero) + spread);
    }

    public void Dispose()
    {
        alarm.Dispose();
        rescuerDoze.Dispose();
    }

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
        // No longer than the poll interval, whatever the board says now: the worker may be busy by then.
        var left = alarm.Left(board.LookInterval * LongestJitter);
        if (left > TimeSpan.Zero) return left < options.PollInterval ? left : options.PollInterval;

        // Claims that promote, too, are the rule; a worker without a free slot makes none.
        if (board.TryLook()) return options.PollInterval;
        alarm.LookBegins();
        var promotion = await store.PromoteAsync(PromoteLimit, cancellationToken).ConfigureAwait(false);
        Promoted(promotion);
        if (promotion.Count > 0) board.Expect();
        return TimeSpan.Zero;
    }

    private async Task<TimeSpan> RescueAsync(CancellationToken cancellationToken)
    {
        if (!heartbeat.Steady) return RescueInterval;
        var rescued = await store.RescueAsync(workerId, options.CrashBudget, RescueLimit, cancellationToken).ConfigureAwait(false);
        Report(rescued);
        if (rescued.Count > 0) board.Expect();
        return rescued.Count == RescueLimit ? TimeSpan.Zero : Jittered(RescueInterval * Fleet.Stretch(Volatile.Read(ref otherWorkers)));
    }

    private async Task<TimeSpan> PruneAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var pruned = await store.PruneAsync(options.Retention, PruneLimit, cancellationToken).ConfigureAwait(false);
        return pruned == PruneLimit ? time.GetElapsedTime(started) * PrunePausePerBatch : Jittered(PruneInterval);
    }

    // One line for each lost worker, or two: it may have held hundreds of jobs.
    private void Report(IReadOnlyList<RescuedJob> rescued)
    {
        foreach (var jobs in rescued.GroupBy(job => (job.Worker, job.Failed)))
        {
            var examples = Examples.Of([.. jobs.Select(job => (job.JobId, job.TaskName))]);
            if (jobs.Key.Failed) Log.Quarantined(logger, jobs.Count(), jobs.Key.Worker, examples);
            else Log.Rescued(logger, jobs.Count(), jobs.Key.Worker, examples);
        }

        foreach (var job in rescued) Log.RescuedJob(logger, job.JobId, job.Worker, job.Crashes);
    }

    // A claim that was given up may have taken effect after it was looked for: the worker lives, so nobody else would ever find those jobs.
    private Task<TimeSpan> ReconcileAsync(CancellationToken cancellationToken)
    {
        if (heartbeat.Steady) board.LookForLostClaims();
        return Task.FromResult(Jittered(ReconcileInterval));
    }

    private async Task<TimeSpan> LookAtQueuesAsync(CancellationToken cancellationToken)
    {
        // Where an old transaction holds back vacuum, a look walks over all that is dead: some seconds, for a warning.
        var started = time.GetTimestamp();
        await unserved.LookAsync(cancellationToken).ConfigureAwait(false);
        var rest = time.GetElapsedTime(started) * LookPausePerLook;
        return rest > LookInterval ? rest : Jittered(LookInterval);
    }

    private TimeSpan Jittered(TimeSpan interval)
    {
        lock (chance) return interval * (LongestJitter - (chance.NextDouble() / 2));
    }
}
