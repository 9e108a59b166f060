namespace TypedTasks.History.Checking.Rules;

/// <summary>When faults have ceased, every job comes to its end, and stopped workers leave nothing behind: nothing scheduled, ready, running, blocked or leased.</summary>
internal sealed class NothingIsLeft : IRule
{
    public IEnumerable<Violation> Check(RecordedHistory history)
    {
        foreach (var job in history.Jobs.Where(static job => job.Final is { State: not (JobState.Succeeded or JobState.Failed or JobState.Canceled) }))
            yield return new Violation(nameof(NothingIsLeft), $"job {job.Id} is still {job.Final?.State}", job.Events);
        foreach (var twice in history.Final.Jobs.GroupBy(static job => job.Id).Where(static jobs => jobs.Count() > 1))
            yield return new Violation(nameof(NothingIsLeft), $"job {twice.Key} is among those that wait and among those that ended", []);
        if (history.Final.Workers > 0)
            yield return new Violation(nameof(NothingIsLeft), $"{history.Final.Workers} workers are still listed, although all have stopped or died", []);
    }
}
