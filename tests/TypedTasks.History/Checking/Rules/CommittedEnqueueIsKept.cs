using TypedTasks.History.Events;

namespace TypedTasks.History.Checking.Rules;

/// <summary>A committed enqueue is never lost: its job is in the tables.</summary>
internal sealed class CommittedEnqueueIsKept : IRule
{
    public IEnumerable<Violation> Check(RecordedHistory history)
        => from key in history.Keys
           from committed in history.Of(key).Where(static seen => seen.Kind == EventKind.EnqueueCommitted).Take(1)
           let stored = history.StoredAs(key)
           where !stored.Any(job => job.Id == committed.Job)
           select new Violation(
               nameof(CommittedEnqueueIsKept),
               $"job {committed.Job} ({key}) was enqueued and committed, and is not stored",
               [.. history.Of(key)]);
}
