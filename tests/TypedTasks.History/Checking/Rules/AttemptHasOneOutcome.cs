namespace TypedTasks.History.Checking.Rules;

/// <summary>For one attempt, named by (job, claims), the storage takes one outcome; and for one job, one that ends it until somebody has it run again.</summary>
internal sealed class AttemptHasOneOutcome : IRule
{
    public IEnumerable<Violation> Check(RecordedHistory history)
    {
        foreach (var job in history.Jobs)
        {
            foreach (var attempt in job.Accepted.GroupBy(static outcome => outcome.Claims).Where(static outcomes => outcomes.Count() > 1))
                yield return new Violation(nameof(AttemptHasOneOutcome), $"claim {attempt.Key} of job {job.Id} has {attempt.Count()} accepted outcomes", job.Events);
            var ends = job.Accepted.Where(JobStory.EndsJob).OrderBy(static end => end.Claims).ToList();
            foreach (var (end, next) in ends.Zip(ends.Skip(1)).Where(two => !job.MayBeRetried(two.First.AskedAt, two.Second.At)))
                yield return new Violation(nameof(AttemptHasOneOutcome), $"job {job.Id} ended with claim {end.Claims}, and again with claim {next.Claims}", job.Events);
        }
    }
}
