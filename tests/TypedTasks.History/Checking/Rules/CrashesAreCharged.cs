namespace TypedTasks.History.Checking.Rules;

/// <summary>A job has at most one crash for each claim that ended without a word, and not more than its budget.</summary>
internal sealed class CrashesAreCharged : IRule
{
    public IEnumerable<Violation> Check(RecordedHistory history)
        => from job in history.Jobs
           where job.Final is not null
           let final = job.Final
           let silent = final.Claims - job.Accepted.Select(static outcome => outcome.Claims).Distinct().Count()
           where final.Crashes > silent || final.Crashes > history.Final.CrashBudget
           select new Violation(
               nameof(CrashesAreCharged),
               $"job {job.Id} has {final.Crashes} crashes; {silent} of its {final.Claims} claims ended without a word, and the budget is {history.Final.CrashBudget}",
               job.Events);
}
