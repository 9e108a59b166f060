using TypedTasks.History.Events;

namespace TypedTasks.History.Checking.Rules;

/// <summary>
/// In a queue of one slot, a job whose enqueue was committed before that of another was asked for is claimed before it.
/// Only first claims count: a job that came back after a crash or a failure has lost its place, and so has one that was canceled while it waited and retried.
/// </summary>
internal sealed class LineKeepsItsOrder : IRule
{
    public IEnumerable<Violation> Check(RecordedHistory history)
    {
        var claims = history.Jobs.ToDictionary(static job => job.Id, static job => job.Claims is [var first, ..] && !job.MayBeRetried(null, null) ? first : null);
        foreach (var line in history.Events.Where(static seen => seen is { Kind: EventKind.EnqueueCommitted, Line: not null }).GroupBy(static seen => seen.Line))
        {
            HistoryEvent? earlier = null;
            foreach (var committed in line.OrderBy(static seen => seen.At))
            {
                var orderly = earlier is null || earlier.At < committed.AskedAt;
                if (earlier is not null && orderly && Overtook(claims, committed, earlier))
                    yield return new Violation(
                        nameof(LineKeepsItsOrder),
                        $"job {committed.Job} in queue {line.Key} was claimed before job {earlier.Job}, which was enqueued before it",
                        [earlier, committed, .. Both(claims, earlier, committed)]);
                earlier = committed;
            }
        }
    }

    private static bool Overtook(Dictionary<long, HistoryEvent?> claims, HistoryEvent later, HistoryEvent earlier)
        => Claim(claims, later) is { Claims: 1 } overtaking && Claim(claims, earlier) is { Claims: 1 } overtaken && overtaking.At < overtaken.AskedAt;

    private static IEnumerable<HistoryEvent> Both(Dictionary<long, HistoryEvent?> claims, params HistoryEvent[] jobs)
        => from job in jobs let claim = Claim(claims, job) where claim is not null select claim;

    private static HistoryEvent? Claim(Dictionary<long, HistoryEvent?> claims, HistoryEvent job) => claims.GetValueOrDefault(job.Job.GetValueOrDefault());
}
