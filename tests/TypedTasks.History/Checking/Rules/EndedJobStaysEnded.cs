namespace TypedTasks.History.Checking.Rules;

/// <summary>What has finished does not run again: nobody claims a job after an outcome that ended it.</summary>
internal sealed class EndedJobStaysEnded : IRule
{
    public IEnumerable<Violation> Check(RecordedHistory history)
        => from job in history.Jobs
           from end in job.Accepted.Where(JobStory.EndsJob).Take(1)
           from claim in job.Claims.Where(claim => claim.Claims > end.Claims).Take(1)
           select new Violation(nameof(EndedJobStaysEnded), $"job {job.Id} ended with claim {end.Claims} and was claimed again ({claim.Claims})", job.Events);
}
