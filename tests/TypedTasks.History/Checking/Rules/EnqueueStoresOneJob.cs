namespace TypedTasks.History.Checking.Rules;

/// <summary>One enqueue stores one job, also when it is repeated with the same id after an unknown outcome; and no job comes from nowhere.</summary>
internal sealed class EnqueueStoresOneJob : IRule
{
    public IEnumerable<Violation> Check(RecordedHistory history)
    {
        foreach (var jobs in history.Final.Jobs.GroupBy(static job => job.Key))
        {
            var asked = history.Of(jobs.Key).ToList();
            if (asked.Count == 0) yield return new Violation(nameof(EnqueueStoresOneJob), $"job {jobs.First().Id} ({jobs.Key}) was never asked for", []);
            if (jobs.Count() > 1)
                yield return new Violation(nameof(EnqueueStoresOneJob), $"{jobs.Key} is stored {jobs.Count()} times: jobs {string.Join(", ", jobs.Select(static job => job.Id))}", asked);
        }
    }
}
