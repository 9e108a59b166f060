using TypedTasks.History.Checking;
using TypedTasks.History.Events;
using TypedTasks.Storage;

namespace TypedTasks.History.Tests.Rules;

/// <summary>A history told by hand: each event is a millisecond after the one before. Begins as that of job 1, enqueued and committed.</summary>
internal sealed class Told
{
    public const long Millisecond = 1_000_000;

    private readonly List<HistoryEvent> _events = [];
    private readonly List<FinalJob> _jobs = [];
    private readonly List<Guid> _effects = [];
    private int _workers;

    public static Guid Key(long job) => new((int)job, 0, 0, new byte[8]);

    public Told Enqueued(long job, Promise promise = Promise.AtLeastOnce, string? line = null, long? deadline = null)
        => Add(new HistoryEvent { Kind = EventKind.EnqueueAsked, Key = Key(job), Promise = promise, Line = line, Deadline = deadline })
            .Add(new HistoryEvent { Kind = EventKind.EnqueueCommitted, Key = Key(job), Job = job, Line = line });

    public Told RolledBack(long job) => Add(new HistoryEvent { Kind = EventKind.EnqueueRolledBack, Key = Key(job) });

    public Told Claimed(long job, int claims, int attempt, int worker = 1)
        => Add(new HistoryEvent { Kind = EventKind.Claimed, Job = job, Claims = claims, Attempt = attempt, MaxAttempts = 3, WorkerId = worker });

    /// <summary>A claim that was asked for at the very beginning, and whose answer comes only now.</summary>
    public Told ClaimedBefore(long job, int claims, int attempt, int worker)
    {
        Claimed(job, claims, attempt, worker);
        _events[^1] = _events[^1] with { AskedAt = 0 };
        return this;
    }

    public Told Started(long job) => Add(new HistoryEvent { Kind = EventKind.Started, Key = Key(job), Job = job });

    public Told Finished(long job, int claims, OutcomeKind outcome, EventKind answer = EventKind.FinishAccepted)
        => Add(new HistoryEvent { Kind = EventKind.FinishAsked, Job = job, Claims = claims, Outcome = outcome })
            .Add(new HistoryEvent { Kind = answer, Job = job, Claims = claims, Outcome = outcome });

    /// <summary>Somebody asked that the job run again; without an answer it is open whether it does.</summary>
    public Told Retried(long job, RetryAnswer? answer = RetryAnswer.Retried)
    {
        Add(new HistoryEvent { Kind = EventKind.RetryAsked, Job = job });
        if (answer is null) return this;
        var asked = _events[^1].AskedAt;
        Add(new HistoryEvent { Kind = EventKind.RetryAnswered, Job = job, Retry = answer });
        _events[^1] = _events[^1] with { AskedAt = asked };
        return this;
    }

    public Told Renewed(int worker, TimeSpan lease) => Add(new HistoryEvent { Kind = EventKind.Renewed, WorkerId = worker, Lease = lease });

    public Told Removed(int worker) => Add(new HistoryEvent { Kind = EventKind.RemoveAsked, WorkerId = worker });

    public Told Rescued(long job, int crashes) => Add(new HistoryEvent { Kind = EventKind.Rescued, Job = job, Crashes = crashes, Text = "worker" });

    public Told InTheEnd(long job, JobState state, int attempt = 1, int claims = 1, int crashes = 0, int effects = 1, string? reason = null)
    {
        _jobs.Add(new FinalJob { Id = job, Key = Key(job), State = state, Attempt = attempt, MaxAttempts = 3, Claims = claims, Crashes = crashes, Reason = reason });
        _effects.AddRange(Enumerable.Repeat(Key(job), effects));
        return this;
    }

    public Told WorkersLeft(int workers)
    {
        _workers = workers;
        return this;
    }

    /// <summary>The names of the rules that it breaks.</summary>
    public string[] BrokenRules()
    {
        var final = new FinalState { Jobs = _jobs, Effects = _effects, Workers = _workers, CrashBudget = 3 };
        return [.. HistoryChecker.Check(new RecordedHistory(_events, final)).Select(static violation => violation.Rule).Distinct()];
    }

    private Told Add(HistoryEvent seen)
    {
        var at = (_events.Count + 1) * Millisecond;
        _events.Add(seen with { Process = "somebody", At = at, AskedAt = at - (Millisecond / 2) });
        return this;
    }
}
