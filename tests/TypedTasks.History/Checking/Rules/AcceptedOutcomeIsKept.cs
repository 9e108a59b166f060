using TypedTasks.History.Events;
using TypedTasks.Storage;

namespace TypedTasks.History.Checking.Rules;

/// <summary>An accepted outcome is in the tables: a job that was told to have ended has ended so, with that claim. Only after a retry on request it may have ended otherwise, and never one that succeeded.</summary>
internal sealed class AcceptedOutcomeIsKept : IRule
{
    public IEnumerable<Violation> Check(RecordedHistory history)
        => from job in history.Jobs
           from end in job.Accepted.Where(JobStory.EndsJob)
           where !IsKept(job, end)
           select new Violation(
               nameof(AcceptedOutcomeIsKept),
               $"{end.Outcome} was accepted for claim {end.Claims} of job {job.Id}; in the end it is {(job.Final is { } stored ? $"{stored.State} with claim {stored.Claims}" : "not stored")}",
               job.Events);

    private static bool IsKept(JobStory job, HistoryEvent end)
    {
        if (job.Final is not { } final) return false;
        if (end.Outcome != OutcomeKind.Succeeded && job.MayBeRetried(after: end.AskedAt, before: null)) return final.Claims >= end.Claims;
        return final.State == StateAfter(end.Outcome) && final.Claims == end.Claims;
    }

    private static JobState StateAfter(OutcomeKind? outcome) => outcome switch
    {
        OutcomeKind.Succeeded => JobState.Succeeded,
        OutcomeKind.Failed => JobState.Failed,
        _ => JobState.Canceled,
    };
}
