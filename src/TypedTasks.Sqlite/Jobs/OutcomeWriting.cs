using TypedTasks.Sqlite.Connections;
using TypedTasks.Storage;

namespace TypedTasks.Sqlite.Jobs;

/// <summary>Writes how attempts ended, within one transaction. Each statement is fenced by (id, claims, claimed_at).</summary>
internal sealed class OutcomeWriting(Connection connection, long now)
{
    // As in forget_errors.sql.
    private const int MostErrors = 100;

    /// <returns>The attempts whose outcome came too late.</returns>
    public List<AttemptId> Write(IReadOnlyList<AttemptOutcome> outcomes)
    {
        var late = new List<AttemptId>();
        foreach (var outcome in outcomes)
        {
            if (!TryWrite(outcome)) late.Add(outcome.Attempt);
        }

        return late;
    }

    /// <summary>Ends a running job. A reason of its own wins over that of a request to cancel it.</summary>
    public bool TryEnd(AttemptId attempt, JobState state, string? reason, byte[]? result = null, int crashes = 0, bool handedBack = false)
    {
        var statement = Fenced("jobs/end_jobs", attempt)
            .Bind("state", (int)state)
            .Bind("crashes", crashes)
            .Bind("handed_back", handedBack ? 1 : 0)
            .Bind("now", now)
            .Bind("reason", StoredText.Clean(reason));
        _ = result is null ? statement.Bind("result", null as string) : statement.BindText("result", result);
        if (statement.Run() == 0) return false;

        connection.Prepare("jobs/delete_jobs").Bind("job", attempt.JobId).Run();
        return true;
    }

    /// <summary>Ends the jobs of a worker that leaves which may run at most once: they may have started, so their attempt counts. A request to cancel wins, with its own reason.</summary>
    public void EndStarted(int workerId, string reason)
    {
        foreach (var (attempt, isCanceled) in ListAtMostOnce(workerId)) TryEnd(attempt, isCanceled ? JobState.Canceled : JobState.Failed, isCanceled ? null : reason);
    }

    private List<(AttemptId Attempt, bool IsCanceled)> ListAtMostOnce(int workerId)
    {
        using var statement = connection.Prepare("workers/list_claimed_at_most_once").Bind("worker", workerId);
        var claimed = new List<(AttemptId, bool)>();
        while (statement.Read()) claimed.Add((statement.Attempt(), statement.Int(3) != 0));
        return claimed;
    }

    private bool TryWrite(AttemptOutcome outcome)
    {
        if (outcome.Error is { } error) AddError(outcome.Attempt, error);

        return outcome.Kind switch
        {
            OutcomeKind.Succeeded => TryEnd(outcome.Attempt, JobState.Succeeded, null, outcome.Result),
            OutcomeKind.Failed => TryEnd(outcome.Attempt, JobState.Failed, outcome.Reason),
            OutcomeKind.Canceled => TryEnd(outcome.Attempt, JobState.Canceled, outcome.Reason, handedBack: outcome.NeverStarted),
            OutcomeKind.Retry => TrySchedule("jobs/retry_jobs", outcome) || TryEndCanceled(outcome.Attempt, handedBack: false),
            OutcomeKind.Snoozed => TrySchedule("jobs/snooze_jobs", outcome) || TryEndCanceled(outcome.Attempt, handedBack: true),
            OutcomeKind.Released => Fenced("jobs/release_jobs", outcome.Attempt).Run() > 0 || TryEndCanceled(outcome.Attempt, handedBack: true),
            OutcomeKind.Parked => Fenced("jobs/park_jobs", outcome.Attempt).Run() > 0 || TryEndCanceled(outcome.Attempt, handedBack: true),
            _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome.Kind, "There is no such kind of outcome."),
        };
    }

    private void AddError(AttemptId attempt, AttemptError error)
    {
        var added = Fenced("jobs/add_error", attempt)
            .Bind("attempt", error.Attempt)
            .Bind("type", StoredText.Clean(error.Type))
            .Bind("message", StoredText.Clean(error.Message))
            .Bind("detail", StoredText.Clean(error.Detail))
            .Bind("now", now)
            .Run();
        if (added > 0 && error.Attempt > MostErrors) connection.Prepare("jobs/forget_errors").Bind("job", attempt.JobId).Bind("attempt", error.Attempt).Run();
    }

    private bool TrySchedule(string statement, AttemptOutcome outcome)
        => Fenced(statement, outcome.Attempt).Bind("run_at", DatabaseTime.After(now, outcome.Delay)).Run() > 0;

    /// <summary>The job would run again: if it is still running, then only a request to cancel it has kept it from that.</summary>
    private bool TryEndCanceled(AttemptId attempt, bool handedBack) => TryEnd(attempt, JobState.Canceled, null, handedBack: handedBack);

    private Statement Fenced(string name, AttemptId attempt)
        => connection.Prepare(name).Bind(attempt);
}
