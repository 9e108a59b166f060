using TypedTasks.History.Events;

namespace TypedTasks.History.Checking.Rules;

/// <summary>
/// A job does not start in a claim that was asked for when its deadline had passed. A claim before that says how much time is left;
/// a process that is stopped between its look at the clock and the start begins late, and nobody can help it.
/// A retry on request lifts the deadline.
/// </summary>
internal sealed class DeadlineIsKept : IRule
{
    // The database compares on the wall clock, which is adjusted now and then; events are on the monotonic one.
    private const long Tolerance = 50_000_000;

    public IEnumerable<Violation> Check(RecordedHistory history)
    {
        var jobs = history.Jobs.ToDictionary(static job => job.Id);
        return from key in history.Keys
               let seen = history.Of(key).ToList()
               from asked in seen.Where(static one => one is { Kind: EventKind.EnqueueAsked, Deadline: not null }).Take(1)
               from start in seen.Where(static one => one.Kind == EventKind.Started)
               let claim = jobs[start.Job.GetValueOrDefault()].Claims.LastOrDefault(claim => claim.Process == start.Process && claim.At <= start.At)
               let late = claim?.AskedAt - asked.Deadline
               where late > Tolerance && !jobs[start.Job.GetValueOrDefault()].MayBeRetried(after: null, before: claim?.At)
               select new Violation(nameof(DeadlineIsKept), $"job {start.Job} ({key}) started in a claim that was asked for {late / 1e6:F0} ms after its deadline", jobs[start.Job.GetValueOrDefault()].Events);
    }
}
