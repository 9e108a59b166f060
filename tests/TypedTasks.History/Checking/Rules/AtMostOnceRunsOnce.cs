using TypedTasks.History.Events;

namespace TypedTasks.History.Checking.Rules;

/// <summary>A job of an at-most-once task never starts a second time, unless it asked for that itself.</summary>
internal sealed class AtMostOnceRunsOnce : IRule
{
    public IEnumerable<Violation> Check(RecordedHistory history)
        => from key in history.Keys
           let seen = history.Of(key).ToList()
           where seen.Any(static one => one is { Kind: EventKind.EnqueueAsked, Promise: Promise.AtMostOnce })
           let starts = seen.Count(static one => one.Kind == EventKind.Started)
           where starts > 1 || history.EffectsOf(key) > 1
           select new Violation(nameof(AtMostOnceRunsOnce), $"{key} started {starts} times and has {history.EffectsOf(key)} effects", seen);
}
