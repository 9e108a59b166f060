using TypedTasks.Storage;

namespace TypedTasks.History.Checking.Rules;

/// <summary>What has finished does not run again: nobody claims a job after an outcome that ended it, unless it did not succeed and somebody asked for that.</summary>
internal sealed class EndedJobStaysEnded : IRule
{
    public IEnumerable<Violation> Check(RecordedHistory history)
        => from job in history.Jobs
           from end in job.Accepted.Where(JobStory.EndsJob)
           from claim in job.Claims.Where(claim => claim.Claims > end.Claims).Take(1)
           where end.Outcome == OutcomeKind.Succeeded || !job.MayBeRetried(after: end.AskedAt, before: claim.At)
           select new Violation(nameof(EndedJobStaysEnded), $"job {job.Id} ended with claim {end.Claims} and was claimed again ({claim.Claims})", job.Events);
}
