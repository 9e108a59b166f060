using System.Text;

using TypedTasks.Storage;

namespace TypedTasks.Tests.Memory;

/// <summary>A row of <see cref="MemoryStorage"/>.</summary>
internal sealed class MemoryJob
{
    public required long Id { get; init; }

    public required int Contract { get; init; }

    public required int Queue { get; init; }

    public required int Priority { get; init; }

    public required int MaxAttempts { get; set; }

    public required byte[] Payload { get; init; }

    public required DateTimeOffset EnqueuedAt { get; init; }

    public DateTimeOffset? RunAt { get; set; }

    public DateTimeOffset? Deadline { get; set; }

    public byte[]? Settings { get; init; }

    public bool AtMostOnce { get; init; }

    public required JobState State { get; set; }

    public bool Parked { get; private set; }

    public bool CancelRequested { get; private set; }

    public int Attempts { get; private set; }

    public int Claims { get; private set; }

    public int Crashes { get; set; }

    public int Worker { get; private set; }

    public string? Reason { get; private set; }

    public byte[]? Result { get; private set; }

    public List<AttemptError> Errors { get; } = [];

    public long ClaimedAt { get; private set; }

    public AttemptId AttemptId => new(Id, Claims, ClaimedAt);

    public ClaimedJob Claim(int worker, DateTimeOffset now)
    {
        State = JobState.Running;
        Worker = worker;
        Parked = false;
        Attempts++;
        Claims++;
        ClaimedAt = now.UtcTicks / TimeSpan.TicksPerMicrosecond;
        return new ClaimedJob
        {
            AttemptId = AttemptId,
            Queue = Queue,
            Contract = Contract,
            Attempt = Attempts,
            MaxAttempts = MaxAttempts,
            Crashes = Crashes,
            EnqueuedAt = EnqueuedAt,
            Payload = Payload,
            StartWithin = Deadline - now,
            Settings = Settings,
            AtMostOnce = AtMostOnce,
        };
    }

    public void Release()
    {
        State = JobState.Ready;
        Attempts--;
    }

    public bool Cancel(string reason)
    {
        if (State >= JobState.Succeeded) return false;
        CancelRequested = true;
        if (State == JobState.Running) return true;
        State = JobState.Canceled;
        Reason = reason;
        return true;
    }

    public RetryAnswer Retry()
    {
        if (State < JobState.Succeeded) return RetryAnswer.NotEnded;
        if (State == JobState.Succeeded) return RetryAnswer.Succeeded;
        if (AtMostOnce && Attempts > 0) return RetryAnswer.MayHaveRun;
        State = JobState.Ready;
        Reason = null;
        Deadline = null;
        CancelRequested = false;
        Crashes = 0;
        MaxAttempts = Math.Max(MaxAttempts, Attempts + 1);
        return RetryAnswer.Retried;
    }

    public void Write(AttemptOutcome outcome, DateTimeOffset now)
    {
        if (outcome.Error is not null) Errors.Add(outcome.Error);
        Reason = outcome.Reason;
        Result = outcome.Result;
        switch (outcome.Kind)
        {
            case OutcomeKind.Succeeded:
                State = JobState.Succeeded;
                break;
            case OutcomeKind.Failed:
                State = JobState.Failed;
                break;
            case OutcomeKind.Canceled:
                State = JobState.Canceled;
                if (outcome.NeverStarted) Attempts--;
                break;
            case OutcomeKind.Retry or OutcomeKind.Snoozed:
                State = JobState.Scheduled;
                RunAt = now + outcome.Delay;
                if (outcome.Kind == OutcomeKind.Snoozed) Attempts--;
                break;
            default:
                Release();
                Parked = outcome.Kind == OutcomeKind.Parked;
                break;
        }
    }

    public JobDetails Details(IReadOnlyList<TaskContract> contracts, IReadOnlyList<string> queues) => new()
    {
        Id = Id,
        TaskName = contracts[Contract].TaskName,
        Version = contracts[Contract].Version,
        Queue = queues[Queue],
        State = State,
        Priority = Priority,
        Attempt = Attempts,
        MaxAttempts = MaxAttempts,
        Claims = Claims,
        Crashes = Crashes,
        EnqueuedAt = EnqueuedAt,
        RunAt = RunAt,
        Deadline = Deadline,
        Payload = Encoding.UTF8.GetString(Payload),
        Result = Result is null ? null : Encoding.UTF8.GetString(Result),
        Reason = Reason,
        Errors = Errors,
    };
}
