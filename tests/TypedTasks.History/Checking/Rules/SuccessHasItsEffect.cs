namespace TypedTasks.History.Checking.Rules;

/// <summary>A job that succeeded had its effect: at least once.</summary>
internal sealed class SuccessHasItsEffect : IRule
{
    public IEnumerable<Violation> Check(RecordedHistory history)
        => from job in history.Jobs
           let final = job.Final
           where final?.State is JobState.Succeeded && history.EffectsOf(final.Key) == 0
           select new Violation(nameof(SuccessHasItsEffect), $"job {job.Id} ({final.Key}) succeeded without its effect", job.Events);
}
