using TypedTasks.History.Events;
using TypedTasks.Storage;

namespace TypedTasks.History.Checking;

/// <summary>All that was seen of one job.</summary>
/// <param name="id">The job's number.</param>
/// <param name="events">In the order of time.</param>
/// <param name="final">As the tables have it in the end; null if they do not.</param>
public sealed class JobStory(long id, IReadOnlyList<HistoryEvent> events, FinalJob? final)
{
    public long Id => id;

    public IReadOnlyList<HistoryEvent> Events => events;

    public FinalJob? Final => final;

    /// <summary>The claims that a worker lived to see, in the order of their number. Gaps are claims whose answer was lost.</summary>
    public IReadOnlyList<HistoryEvent> Claims { get; } = [.. events.Where(static seen => seen.Kind == EventKind.Claimed).OrderBy(static seen => seen.Claims)];

    /// <summary>The outcomes that the storage took.</summary>
    public IReadOnlyList<HistoryEvent> Accepted { get; } = [.. events.Where(static seen => seen.Kind == EventKind.FinishAccepted)];

    /// <summary>Whether somebody may have had the job run again between two moments: a retry was asked for and accepted, or its answer was lost.</summary>
    public bool MayBeRetried(long? after, long? before)
        => events.Any(asked => asked.Kind == EventKind.RetryAsked && !(asked.At > before) && events.FirstOrDefault(answer => IsAnswer(answer, asked)) switch
        {
            null => true,
            { Retry: RetryAnswer.Retried } answer => !(answer.At < after),
            _ => false,
        });

    private static bool IsAnswer(HistoryEvent seen, HistoryEvent asked)
        => seen.Kind == EventKind.RetryAnswered && seen.Process == asked.Process && seen.AskedAt == asked.AskedAt;

    /// <summary>Whether an outcome ends the job, and not only the attempt.</summary>
    public static bool EndsJob(HistoryEvent outcome) => outcome.Outcome is OutcomeKind.Succeeded or OutcomeKind.Failed or OutcomeKind.Canceled;
}
