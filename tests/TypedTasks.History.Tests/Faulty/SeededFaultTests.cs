using TypedTasks.History.Events;
using TypedTasks.History.Roles;
using TypedTasks.History.Work;
using TypedTasks.Storage;
using TypedTasks.Testing;

namespace TypedTasks.History.Tests.Faulty;

/// <summary>The checker finds what is wrong with a storage or worker that has one known fault, and finds nothing in the same play without it.</summary>
public sealed class SeededFaultTests
{
    // So short that the rescue comes at once.
    private static readonly TimeSpan ShortLease = TimeSpan.FromMilliseconds(50);

    private readonly Guid _key = Guid.NewGuid();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task No_fence(bool faulty)
    {
        await using var stage = await Stage.CreateAsync();
        var job = await stage.Producer().AloneAsync(new PieceOfWork(_key, Touch.Job(_key, 800)));
        var storage = stage.OpenStorage();
        await using var ghost = await stage.HauntAsync(ShortLease, new FaultyStorage(storage)
        {
            FinishAndClaim = async (outcomes, claim) => await storage.Jobs.FinishAndClaimAsync(
                faulty ? [.. await Task.WhenAll(outcomes.Select(outcome => UnfencedAsync(outcome, storage)))] : outcomes, claim, Token),
        });
        await stage.StartWorkerAsync("rescuer");
        await stage.Memory.SeenAsync(seen => seen.Kind == EventKind.Claimed && seen.Claims == 2, Token);

        await ghost.FinishAsync(Token);

        await stage.Memory.SeenAsync(seen => seen.Process == "rescuer" && seen.Kind is EventKind.FinishAccepted or EventKind.FinishLate && seen.Job == job, Token);
        await AssertFoundAsync(stage, faulty, "LateOutcomeChangesNothing");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_ABA_case_where_the_fence_is_the_worker(bool faulty)
    {
        await using var stage = await Stage.CreateAsync();
        await stage.Producer().AloneAsync(new PieceOfWork(_key, Nap.Job(_key, 0, 2000)));
        var lost = 0;
        await stage.StartWorkerAsync("worker", storage => new FaultyStorage(storage)
        {
            FinishAndClaim = async (outcomes, claim) =>
            {
                var written = faulty ? [.. await Task.WhenAll(outcomes.Select(outcome => FencedByWorkerAsync(outcome, storage)))] : outcomes;
                var exchange = await storage.Jobs.FinishAndClaimAsync(written, claim, Token);
                if (!outcomes.Any(static outcome => outcome.Kind == OutcomeKind.Snoozed) || lost++ > 0) return exchange;

                // The answer is lost, and before that is known the same worker has claimed the job again.
                await stage.Memory.SeenAsync(static seen => seen.Kind == EventKind.Started, Token);
                await stage.Memory.SeenAsync(static seen => seen is { Kind: EventKind.Claimed, Claims: 2 }, Token);
                throw new StorageException(StorageFault.Unavailable, "The answer was lost.");
            },
        });

        await stage.Memory.SeenAsync(static seen => seen.Kind is EventKind.FinishAccepted or EventKind.FinishLate && seen.Outcome == OutcomeKind.Snoozed, Token);
        await stage.Memory.SeenAsync(static seen => seen.Kind is EventKind.FinishAccepted or EventKind.FinishLate && seen.Outcome == OutcomeKind.Succeeded, Token);
        await AssertFoundAsync(stage, faulty, "LateOutcomeChangesNothing");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_retry_whose_claims_begin_anew(bool faulty)
    {
        await using var stage = await Stage.CreateAsync();
        var producer = stage.Producer(storage => new FaultyStorage(storage)
        {
            Retry = async id =>
            {
                var answer = await storage.Control.RetryAsync(id, Token);
                if (faulty) await ExecuteAsync(stage, "update typed_tasks_job set claims = 0");
                return answer;
            },
        });
        var job = await producer.AloneAsync(new PieceOfWork(_key, Quit.Job(_key)));
        await using (var ghost = await stage.HauntAsync(RoleHost.Lease * 4, stage.OpenStorage()))
        {
            await ghost.FinishAsync(Token, OutcomeKind.Canceled);
            await ghost.LeaveAsync(Token);
        }

        await producer.RetryAsync(job.GetValueOrDefault());
        await stage.StartWorkerAsync("worker");

        await stage.Memory.SeenAsync(static seen => seen is { Kind: EventKind.FinishAccepted, Process: "worker" }, Token);
        await AssertFoundAsync(stage, faulty, "AttemptHasOneOutcome");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_lost_retry(bool faulty)
    {
        await using var stage = await Stage.CreateAsync();
        var producer = stage.Producer(storage => new FaultyStorage(storage) { Retry = async id => faulty ? RetryAnswer.Retried : await storage.Control.RetryAsync(id, Token) });
        var job = await producer.AloneAsync(new PieceOfWork(_key, Doom.Job(_key)));
        await stage.StartWorkerAsync("worker");
        await stage.Memory.SeenAsync(static seen => seen is { Kind: EventKind.FinishAccepted, Outcome: OutcomeKind.Failed }, Token);

        await producer.RetryAsync(job.GetValueOrDefault());

        if (!faulty) await stage.Memory.SeenAsync(static seen => seen is { Kind: EventKind.FinishAccepted, Outcome: OutcomeKind.Failed, Claims: 3 }, Token);
        await AssertFoundAsync(stage, faulty, "RetryIsAnsweredTruly");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_lost_finish(bool faulty)
    {
        await using var stage = await Stage.CreateAsync();
        await stage.Producer().AloneAsync(new PieceOfWork(_key, Touch.Job(_key, 0)));
        await stage.StartWorkerAsync("worker", storage => new FaultyStorage(storage)
        {
            FinishAndClaim = async (outcomes, claim) => await storage.Jobs.FinishAndClaimAsync(
                faulty ? [.. outcomes.Where(static outcome => outcome.Kind != OutcomeKind.Succeeded)] : outcomes, claim, Token),
        });

        await stage.Memory.SeenAsync(static seen => seen.Kind == EventKind.FinishAccepted, Token);
        await AssertFoundAsync(stage, faulty, "AcceptedOutcomeIsKept");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_double_rescue(bool faulty)
    {
        await using var stage = await Stage.CreateAsync();
        await stage.Producer().AloneAsync(new PieceOfWork(_key, Touch.Job(_key, 800)));
        await using var ghost = await stage.HauntAsync(ShortLease, stage.OpenStorage());
        await stage.StartWorkerAsync("rescuer", storage => new FaultyStorage(storage)
        {
            Rescued = async rescued =>
            {
                if (!faulty) return rescued;

                // Another rescuer had read the same lost jobs, and does not look whether they still are.
                await using var command = stage.Source.CreateCommand("update typed_tasks_job set crashes = crashes + 1");
                await command.ExecuteNonQueryAsync(Token);
                return rescued;
            },
        });

        await stage.Memory.SeenAsync(static seen => seen is { Kind: EventKind.FinishAccepted, Process: "rescuer" }, Token);
        await AssertFoundAsync(stage, faulty, "CrashesAreCharged");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_rescue_from_the_living(bool faulty)
    {
        await using var stage = await Stage.CreateAsync();
        await stage.Producer().AloneAsync(new PieceOfWork(_key, Touch.Job(_key, 0)));
        await using var ghost = await stage.HauntAsync(faulty ? RoleHost.Lease * 4 : ShortLease, stage.OpenStorage());
        if (faulty)
        {
            await using var command = stage.Source.CreateCommand("update typed_tasks_worker set lease_expires_at = 0");
            await command.ExecuteNonQueryAsync(Token);
        }

        await stage.StartWorkerAsync("rescuer");

        await stage.Memory.SeenAsync(static seen => seen is { Kind: EventKind.FinishAccepted, Process: "rescuer" }, Token);
        await AssertFoundAsync(stage, faulty, "RescueNeedsALostLease");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_enqueue_acknowledged_before_its_commit(bool faulty)
    {
        await using var stage = await Stage.CreateAsync();
        var producer = stage.Producer(storage => new FaultyStorage(storage)
        {
            Enqueue = async jobs =>
            {
                if (!faulty) return await storage.Jobs.EnqueueAsync(jobs, null, Token);
                await using var connection = await stage.Source.OpenConnectionAsync(Token);
                await using var transaction = await connection.BeginTransactionAsync(Token);
                return await storage.Jobs.EnqueueAsync(jobs, transaction, Token); // and the process dies before it commits
            },
        });

        await producer.AloneAsync(new PieceOfWork(_key, Touch.Job(_key, 0)));

        if (faulty)
        {
            await AssertFoundAsync(stage, faulty, "CommittedEnqueueIsKept");
            return;
        }

        await stage.StartWorkerAsync("worker");
        await stage.Memory.SeenAsync(static seen => seen.Kind == EventKind.FinishAccepted, Token);
        await AssertFoundAsync(stage, faulty, "CommittedEnqueueIsKept");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Lost_wake_ups_with_polling_off(bool faulty)
    {
        await using var stage = await Stage.CreateAsync();
        var noTimer = new FakeTimeProvider(); // whose time does not move: nothing is polled
        await stage.StartWorkerAsync("worker", storage => new FaultyStorage(storage) { Mute = faulty }, time: noTimer);
        var producer = stage.Producer();

        // The first few may be met by a worker that looks once more after its last job.
        for (var i = 0; i < 8; i++)
        {
            var key = Guid.NewGuid();
            await producer.AloneAsync(new PieceOfWork(key, Touch.Job(key, 0)));
            if (!await IsSoonAsync(stage.Memory.SeenAsync(seen => seen.Kind == EventKind.FinishAccepted && seen.Job == LastJob(stage), Token))) break;
        }

        await AssertFoundAsync(stage, faulty, "NothingIsLeft");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_attempt_leaked(bool faulty)
    {
        await using var stage = await Stage.CreateAsync();
        await stage.Producer().AloneAsync(new PieceOfWork(_key, Nap.Job(_key, 0, 0)));
        await stage.StartWorkerAsync("worker", storage => new FaultyStorage(storage)
        {
            // A snooze that does not hand its attempt back is a retry.
            FinishAndClaim = async (outcomes, claim) => await storage.Jobs.FinishAndClaimAsync(
                faulty ? [.. outcomes.Select(static outcome => outcome.Kind == OutcomeKind.Snoozed ? outcome with { Kind = OutcomeKind.Retry } : outcome)] : outcomes, claim, Token),
        });

        await stage.Memory.SeenAsync(static seen => seen is { Kind: EventKind.FinishAccepted, Outcome: OutcomeKind.Succeeded }, Token);
        await AssertFoundAsync(stage, faulty, "AttemptsAreCounted");
    }

    [Fact]
    public async Task An_at_most_once_job_run_again()
    {
        await using var stage = await Stage.CreateAsync();

        // Stored without the promise that its producer was given: the rescue brings it back.
        await stage.Producer().AloneAsync(new PieceOfWork(_key, Touch.Job(_key, 0), Promise.AtMostOnce));
        await using var ghost = await stage.HauntAsync(ShortLease, stage.OpenStorage());
        stage.Memory.LogOf("ghost").Write(new HistoryEvent { Kind = EventKind.Started, Key = _key, Job = ghost.Job.AttemptId.JobId });
        await stage.StartWorkerAsync("rescuer");

        await stage.Memory.SeenAsync(static seen => seen is { Kind: EventKind.FinishAccepted, Process: "rescuer" }, Token);
        await AssertFoundAsync(stage, faulty: true, "AtMostOnceRunsOnce");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_deadline_forgotten(bool faulty)
    {
        await using var stage = await Stage.CreateAsync();
        var passed = TimeSpan.FromSeconds(1);
        var producer = stage.Producer(storage => new FaultyStorage(storage)
        {
            Enqueue = async jobs => await storage.Jobs.EnqueueAsync(faulty ? [.. jobs.Select(static job => job with { Deadline = null })] : jobs, null, Token),
        });
        await producer.AloneAsync(
            new PieceOfWork(_key, Touch.Job(_key, 0), Deadline: IEventLog.Now - (long)passed.TotalNanoseconds), new EnqueueOptions { Deadline = TimeProvider.System.GetUtcNow() - passed });
        await stage.StartWorkerAsync("worker");

        await stage.Memory.SeenAsync(static seen => seen.Kind == EventKind.FinishAccepted, Token);
        await AssertFoundAsync(stage, faulty, "DeadlineIsKept");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_timed_out_attempt_settled_twice(bool faulty)
    {
        await using var stage = await Stage.CreateAsync();
        await stage.Producer().AloneAsync(new PieceOfWork(_key, Touch.Job(_key, 0)));
        await using var ghost = await stage.HauntAsync(ShortLease, stage.OpenStorage());

        // It gives its task up, and writes once more when that comes back.
        await ghost.FinishAsync(Token, OutcomeKind.Retry);
        if (faulty) await ghost.FinishAsync(Token);
        await ghost.LeaveAsync(Token);

        await stage.StartWorkerAsync("worker");
        await stage.Memory.SeenAsync(static seen => seen is { Kind: EventKind.FinishAccepted, Outcome: OutcomeKind.Succeeded }, Token);
        await AssertFoundAsync(stage, faulty, "SettledAttemptIsLeftAlone");
    }

    private static async Task ExecuteAsync(Stage stage, string sql)
    {
        await using var command = stage.Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Token);
    }

    private static async Task AssertFoundAsync(Stage stage, bool faulty, string rule)
    {
        var broken = await stage.BrokenRulesAsync();
        if (faulty) Assert.Contains(rule, broken);
        else Assert.Empty(broken);
    }

    private static long? LastJob(Stage stage) => stage.Memory.Events.Last(static seen => seen.Kind == EventKind.EnqueueCommitted).Job;

    private static async Task<bool> IsSoonAsync(Task task)
    {
        try
        {
            await task.WaitAsync(TimeSpan.FromSeconds(2), Token);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    // In SQLite moments are microseconds since 1970.
    private static AttemptId Running(JobDetails job)
        => new(job.Id, job.Claims, (job.ClaimedAt.GetValueOrDefault() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);

    private static async Task<AttemptOutcome> UnfencedAsync(AttemptOutcome outcome, IStorage storage)
        => await storage.Reader.FindAsync(outcome.Attempt.JobId, Token) is { State: JobState.Running } job
            ? outcome with { Attempt = Running(job) }
            : outcome;

    private static async Task<AttemptOutcome> FencedByWorkerAsync(AttemptOutcome outcome, IStorage storage)
        => await storage.Reader.FindAsync(outcome.Attempt.JobId, Token) is { State: JobState.Running, Worker: "worker" } job
            ? outcome with { Attempt = Running(job) }
            : outcome;
}
