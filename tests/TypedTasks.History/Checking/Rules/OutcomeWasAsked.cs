using TypedTasks.History.Events;
using TypedTasks.Storage;

namespace TypedTasks.History.Checking.Rules;

/// <summary>No success from nowhere: a worker asked for it, for the claim that the tables name.</summary>
internal sealed class OutcomeWasAsked : IRule
{
    public IEnumerable<Violation> Check(RecordedHistory history)
        => from job in history.Jobs
           where job.Final is { State: JobState.Succeeded } final && !job.Events.Any(seen => IsItsSuccess(seen, final))
           select new Violation(nameof(OutcomeWasAsked), $"job {job.Id} has succeeded, and nobody said so", job.Events);

    private static bool IsItsSuccess(HistoryEvent seen, FinalJob final)
        => seen.Kind == EventKind.FinishAsked && seen.Outcome == OutcomeKind.Succeeded && seen.Claims == final.Claims;
}
