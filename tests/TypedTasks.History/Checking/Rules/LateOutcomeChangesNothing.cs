namespace TypedTasks.History.Checking.Rules;

/// <summary>The fence: once a job was claimed anew, an outcome of an earlier claim is not taken any more.</summary>
internal sealed class LateOutcomeChangesNothing : IRule
{
    public IEnumerable<Violation> Check(RecordedHistory history)
        => from job in history.Jobs
           from outcome in job.Accepted
           from claim in job.Claims
           where claim.Claims > outcome.Claims && claim.At < outcome.AskedAt
           select new Violation(
               nameof(LateOutcomeChangesNothing),
               $"the outcome of claim {outcome.Claims} of job {job.Id} was accepted, although the job had been claimed anew ({claim.Claims}) before",
               job.Events);
}
