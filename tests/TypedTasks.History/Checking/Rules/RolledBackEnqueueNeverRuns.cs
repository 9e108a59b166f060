using TypedTasks.History.Events;

namespace TypedTasks.History.Checking.Rules;

/// <summary>An enqueue that was rolled back leaves no job and no effect, and never ran.</summary>
internal sealed class RolledBackEnqueueNeverRuns : IRule
{
    public IEnumerable<Violation> Check(RecordedHistory history)
        => from key in history.Keys
           let seen = history.Of(key).ToList()
           where seen.Any(static one => one.Kind == EventKind.EnqueueRolledBack)
           where history.StoredAs(key).Count > 0 || history.EffectsOf(key) > 0 || seen.Any(static one => one.Kind is EventKind.Started or EventKind.Effect)
           select new Violation(nameof(RolledBackEnqueueNeverRuns), $"{key} was rolled back, and yet is stored or ran", seen);
}
