using System.Data.Common;
using TypedTasks.History.Events;
using TypedTasks.Storage;

namespace TypedTasks.History.Recording;

internal sealed class RecordingJobs(IJobStore jobs, IEventLog log) : IJobStore
{
    public void CheckTransaction(DbTransaction transaction) => jobs.CheckTransaction(transaction);

    // Producers write their enqueues down themselves: they know whether a transaction committed.
    public ValueTask<IReadOnlyList<EnqueuedJob>> EnqueueAsync(IReadOnlyList<JobToStore> toStore, DbTransaction? transaction, CancellationToken cancellationToken)
        => jobs.EnqueueAsync(toStore, transaction, cancellationToken);

    public async ValueTask<Exchange> FinishAndClaimAsync(IReadOnlyList<AttemptOutcome> outcomes, ClaimRequest? claim, CancellationToken cancellationToken)
    {
        var asked = IEventLog.Now;
        foreach (var outcome in outcomes) Write(EventKind.FinishAsked, outcome, asked);
        try
        {
            var exchange = await jobs.FinishAndClaimAsync(outcomes, claim, cancellationToken);
            var late = exchange.Late.ToHashSet();
            foreach (var outcome in outcomes) Write(late.Contains(outcome.Attempt) ? EventKind.FinishLate : EventKind.FinishAccepted, outcome, asked);
            foreach (var job in exchange.Claimed) Write(job, claim, asked);
            return exchange;
        }
        catch (Exception)
        {
            foreach (var outcome in outcomes) Write(EventKind.FinishUnknown, outcome, asked);
            throw;
        }
    }

    private void Write(EventKind kind, AttemptOutcome outcome, long asked) => log.Write(new HistoryEvent
    {
        Kind = kind,
        AskedAt = asked,
        Job = outcome.Attempt.JobId,
        Claims = outcome.Attempt.Claims,
        Outcome = outcome.Kind,
        Text = outcome.Reason,
    });

    private void Write(ClaimedJob job, ClaimRequest? claim, long asked) => log.Write(new HistoryEvent
    {
        Kind = EventKind.Claimed,
        AskedAt = asked,
        Job = job.AttemptId.JobId,
        Claims = job.AttemptId.Claims,
        Attempt = job.Attempt,
        MaxAttempts = job.MaxAttempts,
        Crashes = job.Crashes,
        WorkerId = claim?.WorkerId,
    });
}
