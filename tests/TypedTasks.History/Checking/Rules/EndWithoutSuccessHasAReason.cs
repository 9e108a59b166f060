namespace TypedTasks.History.Checking.Rules;

/// <summary>A job that failed or was canceled says why.</summary>
internal sealed class EndWithoutSuccessHasAReason : IRule
{
    public IEnumerable<Violation> Check(RecordedHistory history)
        => from job in history.Jobs
           let final = job.Final
           where final?.State is JobState.Failed or JobState.Canceled && string.IsNullOrWhiteSpace(final.Reason)
           select new Violation(nameof(EndWithoutSuccessHasAReason), $"job {job.Id} is {final.State} without a reason", job.Events);
}
