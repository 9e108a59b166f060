using TypedTasks.History.Events;

namespace TypedTasks.History.Checking.Rules;

/// <summary>
/// When it is settled how an attempt ended, its worker says nothing else about it: a task that was given up after its timeout and comes back later is not settled again.
/// The finish of an exactly-once job is asked for within its own transaction, whatever happened meanwhile; there the fence decides.
/// </summary>
internal sealed class SettledAttemptIsLeftAlone : IRule
{
    public IEnumerable<Violation> Check(RecordedHistory history)
    {
        var inTransactions = history.Keys.Where(key => history.Of(key).Any(static seen => seen is { Kind: EventKind.EnqueueAsked, Promise: Promise.ExactlyOnce })).ToHashSet();
        return from job in history.Jobs
               where job.Final is not { } final || !inTransactions.Contains(final.Key)
               from settled in job.Accepted
               from again in job.Events.Where(seen => seen.Kind == EventKind.FinishAsked && seen.Claims == settled.Claims && seen.Outcome != settled.Outcome && seen.AskedAt > settled.At).Take(1)
               select new Violation(
                   nameof(SettledAttemptIsLeftAlone),
                   $"claim {settled.Claims} of job {job.Id} was settled as {settled.Outcome}, and then {again.Outcome} was asked for",
                   job.Events);
    }
}
