using Microsoft.Extensions.Logging;

using TypedTasks.Storage;

namespace TypedTasks.Workers;

/// <summary>Makes one round trip after the other, on one connection at a time: finishes what is done and claims what is free.</summary>
internal sealed class Pump(IStorage storage, WorkBoard board, SessionFacts session, QueueBook queues, Maintenance maintenance, bool burst, Outage outage, TimeProvider time, ILogger logger)
{
    // Somebody waits for the end of a burst, and wants to hear of an outage rather than wait it out.
    private const int BurstPatience = 3;

    private readonly RefusedOutcomes refused = new(storage.Jobs, logger);

    public async Task RunAsync(CancellationToken abort)
    {
        var streak = 0;
        while (await board.NextTripAsync().ConfigureAwait(false) is { } trip)
        {
            try
            {
                if (trip.Reconcile) await ReconcileAsync(trip, abort).ConfigureAwait(false);
                else await ExchangeAsync(trip, abort).ConfigureAwait(false);
                streak = 0;
                outage.Over();
            }
            catch (Exception problem)
            {
                board.Fail(trip);
                if (abort.IsCancellationRequested) return;
                if (burst && streak + 1 == BurstPatience) throw;
                await outage.PauseAsync("finishing and claiming", problem, ++streak, abort).ConfigureAwait(false);
            }
        }
    }

    private async Task ExchangeAsync(Trip trip, CancellationToken cancellationToken)
    {
        var request = await RequestAsync(trip, cancellationToken).ConfigureAwait(false);
        if (trip.Promotes) maintenance.PromotionBegins();
        var sent = time.GetTimestamp();
        Exchange exchange;
        try
        {
            exchange = await storage.Jobs.FinishAndClaimAsync(trip.Outcomes, request, cancellationToken).ConfigureAwait(false);
        }
        catch (StorageException problem) when (problem.Fault == StorageFault.Refused && trip.Outcomes.Count > 0)
        {
            exchange = new Exchange([], await refused.WriteAsync(trip.Outcomes, cancellationToken).ConfigureAwait(false));
            if (trip.Promotes) maintenance.PromoteWithin(TimeSpan.Zero);
            board.Expect();
        }

        if (exchange.Late.Count > 0) ReportLate(trip, exchange.Late);
        if (SoonestRun(trip.Outcomes) is { } delay) maintenance.PromoteWithin(delay);
        if (exchange.Promotion is { } promotion) maintenance.Promoted(promotion);
        if (LeavesMore(exchange, sent)) board.Expect();
        board.Complete(trip, [.. exchange.Claimed.Select(job => new HeldJob(job, session, sent))], exchange.SuspectsWait);
    }

    // A queue that did not exist yet was not claimed from, and what was promoted may lie where the claim did not look.
    private bool LeavesMore(Exchange exchange, long sent)
        => (exchange.Queues is { } found && queues.Learn(found, sent)) | exchange.Promotion?.Count > exchange.Claimed.Count;

    private static TimeSpan? SoonestRun(IReadOnlyList<AttemptOutcome> outcomes)
    {
        TimeSpan? soonest = null;
        foreach (var outcome in outcomes)
        {
            if (outcome.Kind is OutcomeKind.Retry or OutcomeKind.Snoozed && (soonest is null || outcome.Delay < soonest)) soonest = outcome.Delay;
        }

        return soonest;
    }

    // One line, however many: a worker that stood still brings all its jobs too late.
    private void ReportLate(Trip trip, IReadOnlyList<AttemptId> late)
    {
        var told = late.Except(trip.Repeated).ToList();
        if (told.Count == 0) return;
        Log.LateOutcomes(logger, told.Count, Examples.Of([.. told.Select(attempt => (attempt.JobId, board.TaskNameOf(attempt)))]));
        foreach (var attempt in told) Log.LateOutcome(logger, attempt.JobId, attempt.Claims);
    }

    private async ValueTask<ClaimRequest?> RequestAsync(Trip trip, CancellationToken cancellationToken)
    {
        if (trip.Claim == 0) return null;
        await queues.OpenAsync(cancellationToken).ConfigureAwait(false);
        return new ClaimRequest
        {
            WorkerId = session.WorkerId,
            Queues = queues.Next(),
            Contracts = session.Contracts,
            Limit = trip.Claim,
            FreeSlots = trip.FreeSlots,
            Kind = trip.Kind,
            Thorough = trip.Thorough,
            Promotes = trip.Promotes ? Maintenance.PromoteLimit : 0,
            CanWait = !burst,
        };
    }

    private async Task ReconcileAsync(Trip trip, CancellationToken cancellationToken)
    {
        var claimed = await storage.Workers.ListClaimedAsync(session.WorkerId, cancellationToken).ConfigureAwait(false);
        if (board.Reconcile(trip, claimed) is > 0 and var released) Log.Reconciled(logger, released);
    }
}
