using TypedTasks.History.Events;

namespace TypedTasks.History.Checking.Rules;

/// <summary>A job of an exactly-once task has one effect if it succeeded, else none.</summary>
internal sealed class ExactlyOnceHasOneEffect : IRule
{
    public IEnumerable<Violation> Check(RecordedHistory history)
        => from key in history.Keys
           where history.Of(key).Any(static seen => seen is { Kind: EventKind.EnqueueAsked, Promise: Promise.ExactlyOnce })
           let job = history.StoredAs(key) is [var first, ..] ? first : null
           let expected = job?.State == JobState.Succeeded ? 1 : 0
           where history.EffectsOf(key) != expected
           select new Violation(
               nameof(ExactlyOnceHasOneEffect),
               $"job {job?.Id} ({key}) is {job?.State.ToString() ?? "not stored"} and has {history.EffectsOf(key)} effects instead of {expected}",
               [.. history.Of(key)]);
}
