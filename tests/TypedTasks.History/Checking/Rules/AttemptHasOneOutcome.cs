namespace TypedTasks.History.Checking.Rules;

/// <summary>For one attempt, named by (job, claims), the storage takes one outcome; and for one job, one that ends it.</summary>
internal sealed class AttemptHasOneOutcome : IRule
{
    public IEnumerable<Violation> Check(RecordedHistory history)
    {
        foreach (var job in history.Jobs)
        {
            foreach (var attempt in job.Accepted.GroupBy(static outcome => outcome.Claims).Where(static outcomes => outcomes.Count() > 1))
                yield return new Violation(nameof(AttemptHasOneOutcome), $"claim {attempt.Key} of job {job.Id} has {attempt.Count()} accepted outcomes", job.Events);
            if (job.Accepted.Count(JobStory.EndsJob) is > 1 and var ends)
                yield return new Violation(nameof(AttemptHasOneOutcome), $"job {job.Id} ended {ends} times", job.Events);
        }
    }
}
