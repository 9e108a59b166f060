using TypedTasks.Storage;

namespace TypedTasks.Workers;

/// <summary>Outcomes that are not written yet, oldest first. Not thread-safe: guarded by its owner.</summary>
internal sealed class PendingOutcomes
{
    // Of results in one trip, as long as it is not a single one: PostgreSQL takes no more than 1 GB, and while a trip is written the next must wait.
    private const long MostBytes = 16 * 1024 * 1024;

    private readonly HashSet<AttemptId> returned = [];
    private List<AttemptOutcome> outcomes = [];

    public int Count => outcomes.Count;

    /// <summary>Whether an outcome of this attempt is among them.</summary>
    public bool Contains(AttemptId attempt) => outcomes.Exists(outcome => outcome.Attempt == attempt);

    public void Add(AttemptOutcome outcome) => outcomes.Add(outcome);

    public void Release(AttemptId attempt) => outcomes.Add(new AttemptOutcome { Attempt = attempt, Kind = OutcomeKind.Released });

    /// <summary>Takes the oldest, at most so many, and no more than can be written together.</summary>
    public IReadOnlyList<AttemptOutcome> Take(int limit)
    {
        var count = Fitting(limit);
        var taken = outcomes;
        if (count == taken.Count)
        {
            outcomes = [];
            return taken;
        }

        taken = outcomes.GetRange(0, count);
        outcomes.RemoveRange(0, count);
        return taken;
    }

    /// <summary>Takes back what could not be written: it goes first next time.</summary>
    public void Return(IReadOnlyList<AttemptOutcome> unwritten)
    {
        outcomes.InsertRange(0, unwritten);
        foreach (var outcome in unwritten) returned.Add(outcome.Attempt);
    }

    /// <summary>Which of these were taken back before: they may have been written all the same, only the answer was lost. Asked once.</summary>
    public IReadOnlyList<AttemptId> Repeated(IReadOnlyList<AttemptOutcome> taken)
        => returned.Count == 0 ? [] : [.. taken.Select(outcome => outcome.Attempt).Where(returned.Remove)];

    private int Fitting(int limit)
    {
        var (count, bytes) = (0, 0L);
        while (count < outcomes.Count && count < limit)
        {
            bytes += outcomes[count].Result?.Length ?? 0;
            if (bytes > MostBytes && count > 0) break;
            count++;
        }

        return count;
    }
}
