using TypedTasks.History.Events;
using TypedTasks.Storage;

namespace TypedTasks.History.Checking.Rules;

/// <summary>
/// Attempts are counted from 1 and stay in their bound. A retry uses one up, on request too; a release, a snooze, a parking and a rescue hand theirs back.
/// Where an answer was lost, either may have happened.
/// </summary>
internal sealed class AttemptsAreCounted : IRule
{
    public IEnumerable<Violation> Check(RecordedHistory history)
    {
        foreach (var job in history.Jobs)
        {
            foreach (var problem in Problems(job)) yield return new Violation(nameof(AttemptsAreCounted), $"job {job.Id}: {problem}", job.Events);
        }
    }

    private static IEnumerable<string> Problems(JobStory job)
    {
        if (job.Claims is [{ Claims: 1, Attempt: not 1 } first, ..]) yield return $"its first claim is attempt {first.Attempt}";
        if (job.Claims.FirstOrDefault(static claim => claim.Attempt > claim.MaxAttempts) is { } beyond)
            yield return $"claim {beyond.Claims} is attempt {beyond.Attempt} of {beyond.MaxAttempts}";
        foreach (var (claim, next) in job.Claims.Zip(job.Claims.Skip(1)))
        {
            var used = (next.Attempt - claim.Attempt).GetValueOrDefault();
            var (least, most) = Used(job, claim, (next.Claims - claim.Claims).GetValueOrDefault());
            if (used < least || used > most) yield return $"from claim {claim.Claims} to claim {next.Claims} {used} attempts were used up, not {least} to {most}";
        }

        if (job.Final is not { } final) yield break;
        if (final.Attempt > final.MaxAttempts) yield return $"it ended with {final.Attempt} of {final.MaxAttempts} attempts";
        if (final is { State: JobState.Succeeded, Attempt: < 1 }) yield return "it succeeded without an attempt";
        if (job.Claims is not [.., var last] || last.Claims != final.Claims) yield break;

        // One that was canceled may have been so before it started.
        var handedBack = job.Accepted.Any(outcome => outcome.Outcome is OutcomeKind.Succeeded or OutcomeKind.Failed && outcome.Claims == last.Claims) ? 0 : 1;
        if (final.Attempt > last.Attempt || final.Attempt < last.Attempt - handedBack) yield return $"its last claim was attempt {last.Attempt}, and it ended with {final.Attempt}";
    }

    /// <summary>How many attempts may have been used up from a claim to the next known one, that many claims later.</summary>
    private static (int Least, int Most) Used(JobStory job, HistoryEvent claim, int claims)
    {
        var known = job.Accepted.FirstOrDefault(outcome => outcome.Claims == claim.Claims)?.Outcome;
        var unknown = claims - 1;
        if (known is OutcomeKind.Retry or OutcomeKind.Failed) return (1, 1 + unknown); // what failed was retried on request, else EndedJobStaysEnded is broken
        if (known == OutcomeKind.Canceled) return (0, 1 + unknown); // before it started, or while it ran
        return known is null ? (0, 1 + unknown) : (0, unknown);
    }
}
