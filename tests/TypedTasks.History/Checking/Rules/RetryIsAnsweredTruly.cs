using TypedTasks.History.Events;

namespace TypedTasks.History.Checking.Rules;

/// <summary>
/// What somebody was told who had a job run again is true: one that was retried is claimed anew or canceled after that,
/// one that was said to have succeeded has, and one that was said not to be stored never was.
/// </summary>
internal sealed class RetryIsAnsweredTruly : IRule
{
    public IEnumerable<Violation> Check(RecordedHistory history)
        => from job in history.Jobs
           from answer in job.Events.Where(static seen => seen.Kind == EventKind.RetryAnswered)
           where !IsTrue(job, answer)
           select new Violation(
               nameof(RetryIsAnsweredTruly),
               $"of a retry of job {job.Id} somebody was told {answer.Retry}; in the end it is {(job.Final is { } stored ? $"{stored.State} with claim {stored.Claims}" : "not stored")}",
               job.Events);

    private static bool IsTrue(JobStory job, HistoryEvent answer) => answer.Retry switch
    {
        RetryAnswer.Succeeded => job.Final?.State == JobState.Succeeded,
        RetryAnswer.NotStored => job.Final is null,
        RetryAnswer.Retried => job.Final is { } final && (final.State == JobState.Canceled || final.Claims > ClaimsBefore(job, answer)),
        _ => true,
    };

    /// <summary>The claims that the job had at the least when the retry was asked for.</summary>
    private static int ClaimsBefore(JobStory job, HistoryEvent answer)
        => job.Events.Where(seen => seen.At < answer.AskedAt).Max(static seen => seen.Claims) ?? 0;
}
