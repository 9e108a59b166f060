using Xunit;

namespace TypedTasks.Storage.Conformance;

/// <summary>Running a job again on a person's request.</summary>
public abstract class RetryConformance : StorageConformance
{
    private const int CrashBudget = 3;

    private static JobToStore Once => AJob() with { AtMostOnce = true, MaxAttempts = 1 };

    [Fact]
    public async Task A_failed_job_is_ready_at_once_where_and_as_it_was()
    {
        var asked = AJob("""{"orderId":42}""") with { Queue = "email", Priority = 3, Settings = """{"timeoutMs": 5000}"""u8.ToArray() };
        var id = await EnqueueAsync(asked);
        var worker = await RegisterAsync();
        await FailAsync(Assert.Single(await ClaimAsync(worker, 1, "email")));

        Assert.Equal(RetryAnswer.Retried, await RetryAsync(id));

        var job = await FindAsync(id);
        Assert.Equal((JobState.Ready, "email", 3, """{"orderId":42}"""), (job.State, job.Queue, job.Priority, job.Payload));
        Assert.Equal((null, null), (job.Reason, job.FinishedAt));
        Assert.Equal((1, 0), (await Fixture.CountRowsAsync("job"), await Fixture.CountRowsAsync("job_history")));
        var claimed = Assert.Single(await ClaimAsync(worker, 1, "email"));
        Assert.Equal(id, claimed.AttemptId.JobId);
        Assert.Equal(asked.Settings, claimed.Settings);
        Assert.Empty((await FinishAsync(Ended(claimed, OutcomeKind.Succeeded))).Late);
        Assert.Equal(JobState.Succeeded, await StateAsync(id));
    }

    [Fact]
    public async Task Attempts_and_their_errors_are_kept_and_one_more_is_allowed()
    {
        var id = await EnqueueAsync(AJob() with { MaxAttempts = 2 });
        var worker = await RegisterAsync();
        await FinishAsync(Retried(await ClaimOneAsync(worker), TimeSpan.Zero, "first"));
        await Storage.Maintenance.PromoteAsync(10, Token);
        await FailAsync(await ClaimOneAsync(worker), "second");

        await RetryAsync(id);
        var third = await ClaimOneAsync(worker);

        Assert.Equal((3, 3), (third.Attempt, third.MaxAttempts));
        await FailAsync(third, "third");
        Assert.Equal([(1, "first"), (2, "second"), (3, "third")], (await FindAsync(id)).Errors.Select(static error => (error.Attempt, error.Message)));
    }

    [Fact]
    public async Task Attempts_that_were_left_stay_left()
    {
        var id = await EnqueueAsync(AJob() with { MaxAttempts = 5 });
        await FailAsync(await ClaimOneAsync(await RegisterAsync()));

        await RetryAsync(id);

        Assert.Equal(5, (await FindAsync(id)).MaxAttempts);
    }

    [Fact]
    public async Task A_canceled_job_runs_again_and_is_canceled_no_more()
    {
        var ids = await EnqueueAllAsync(AJob(), AJob() with { Delay = TimeSpan.FromHours(1) });
        var worker = await RegisterAsync();
        var running = await ClaimOneAsync(worker);
        foreach (var id in ids) await Storage.Control.CancelAsync(id, "The customer asked.", Token);
        await FinishAsync(Ended(running, OutcomeKind.Canceled));

        foreach (var id in ids) Assert.Equal(RetryAnswer.Retried, await RetryAsync(id));

        Assert.Equal(ids, (await ClaimAsync(worker)).Select(static job => job.AttemptId.JobId));
        Assert.Empty(Storage.Workers.Renew(worker, TimeSpan.FromMinutes(1), holdsJobs: true).Cancel);
        Assert.Empty(await Storage.Workers.ListCancelRequestsAsync(worker, Token));
    }

    [Fact]
    public async Task A_deadline_that_ended_the_job_does_not_hold_any_more()
    {
        await Fixture.SetClockAsync(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var id = await EnqueueAsync(AJob() with { Deadline = new DateTimeOffset(2026, 1, 1, 0, 5, 0, TimeSpan.Zero) });
        await Fixture.AdvanceClockAsync(TimeSpan.FromHours(1));
        var worker = await RegisterAsync();
        await FinishAsync(Ended(await ClaimOneAsync(worker), OutcomeKind.Canceled) with { NeverStarted = true, Reason = "too late" });

        await RetryAsync(id);

        Assert.Null((await FindAsync(id)).Deadline);
        Assert.Null((await ClaimOneAsync(worker)).StartWithin);
    }

    [Fact]
    public async Task A_quarantined_job_has_its_whole_crash_budget_again()
    {
        var id = await EnqueueAsync(AJob());
        for (var crash = 1; crash <= CrashBudget; crash++) await CrashAsync(crash == CrashBudget ? ClaimKind.Alone : ClaimKind.Ready);
        Assert.Equal((JobState.Failed, CrashBudget), ((await FindAsync(id)).State, (await FindAsync(id)).Crashes));

        Assert.Equal(RetryAnswer.Retried, await RetryAsync(id));

        Assert.Equal(0, (await FindAsync(id)).Crashes);
        for (var crash = 1; crash < CrashBudget; crash++) await CrashAsync(ClaimKind.Ready); // as a job among others, until it is a suspect again
        Assert.Empty(await ClaimAsync(await RegisterAsync()));
        Assert.Equal((JobState.Ready, CrashBudget - 1), ((await FindAsync(id)).State, (await FindAsync(id)).Crashes));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Whatever_the_old_attempt_says_later_changes_nothing(OutcomeKind kind)
    {
        var id = await EnqueueAsync(AJob());
        var worker = await RegisterAsync();
        var first = await ClaimOneAsync(worker);
        await FailAsync(first);
        await RetryAsync(id);
        var late = Ended(first, kind) with { Error = AnError(first) };

        Assert.Equal([first.AttemptId], (await FinishAsync(late)).Late); // while it waits
        var second = await ClaimOneAsync(worker); // the same worker, the same job
        Assert.True(second.AttemptId.Claims > first.AttemptId.Claims);
        Assert.Equal([first.AttemptId], (await FinishAsync(late)).Late); // while it runs

        Assert.Equal([second.AttemptId], await Storage.Workers.ListClaimedAsync(worker, Token));
        Assert.Equal(1, await Fixture.CountRowsAsync("attempt_error"));
        Assert.Empty((await FinishAsync(Ended(second, OutcomeKind.Succeeded))).Late);
    }

    [Fact]
    public async Task No_claim_has_the_number_of_one_before_however_often_it_is_retried()
    {
        var id = await EnqueueAsync(AJob() with { MaxAttempts = 1 });
        var worker = await RegisterAsync();
        var seen = new HashSet<AttemptId>();
        for (var round = 0; round < 4; round++)
        {
            var claimed = await ClaimOneAsync(worker);
            Assert.True(seen.Add(claimed.AttemptId));
            await FailAsync(claimed);
            await RetryAsync(id);
        }

        Assert.Equal(4, (await FindAsync(id)).Errors.Count);
    }

    [Fact]
    public async Task A_job_that_succeeded_does_not_run_again()
    {
        var id = await EnqueueAsync(AJob());
        await FinishAsync(Ended(await ClaimOneAsync(await RegisterAsync()), OutcomeKind.Succeeded));

        Assert.Equal(RetryAnswer.Succeeded, await RetryAsync(id));

        Assert.Equal(JobState.Succeeded, await StateAsync(id));
    }

    [Fact]
    public async Task A_job_that_has_not_ended_is_left_alone()
    {
        var ids = await EnqueueAllAsync(AJob(), AJob(), AJob() with { Delay = TimeSpan.FromHours(1) }, AJob());
        var worker = await RegisterAsync();
        await FinishAsync(Ended(await ClaimOneAsync(worker), OutcomeKind.Parked));
        await ClaimOneAsync(worker);
        var before = await StandingsAsync();

        foreach (var id in ids) Assert.Equal(RetryAnswer.NotEnded, await RetryAsync(id));

        Assert.Equal(before, await StandingsAsync());
    }

    [Fact]
    public async Task What_is_not_stored_or_was_pruned_is_told_so()
    {
        var id = await EnqueueAsync(AJob());
        await FailAsync(await ClaimOneAsync(await RegisterAsync()));
        await Fixture.AdvanceClockAsync(TimeSpan.FromHours(2));
        await Storage.Maintenance.PruneAsync(TimeSpan.FromHours(1), 100, Token);

        Assert.Equal((RetryAnswer.NotStored, RetryAnswer.NotStored), (await RetryAsync(id), await RetryAsync(4_711)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_may_run_at_most_once_and_was_started_is_refused(bool canceled)
    {
        var id = await EnqueueAsync(Once);
        var claimed = await ClaimOneAsync(await RegisterAsync());
        await FinishAsync(canceled ? Ended(claimed, OutcomeKind.Canceled) with { Reason = "enough" } : Ended(claimed, OutcomeKind.Failed) with { Reason = "broken" });

        Assert.Equal(RetryAnswer.MayHaveRun, await RetryAsync(id));

        Assert.Equal((0, 1), (await Fixture.CountRowsAsync("job"), await Fixture.CountRowsAsync("job_history")));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task What_may_run_at_most_once_and_lost_its_worker_is_refused(bool leaves, bool canceled)
    {
        var id = await EnqueueAsync(Once);
        var worker = await RegisterAsync();
        await ClaimOneAsync(worker);
        if (canceled) await Storage.Control.CancelAsync(id, "enough", Token);
        await Fixture.AdvanceClockAsync(TimeSpan.FromMinutes(2));
        if (leaves) await Storage.Workers.RemoveAsync(worker, Token);
        else await RescueAsync(CrashBudget);

        Assert.Equal(canceled ? JobState.Canceled : JobState.Failed, await StateAsync(id));
        Assert.Equal(1, (await FindAsync(id)).Attempt);
        Assert.Equal(RetryAnswer.MayHaveRun, await RetryAsync(id));
    }

    [Fact]
    public async Task What_may_run_at_most_once_and_never_started_may_still_and_stays_so()
    {
        var id = await EnqueueAsync(Once);
        var worker = await RegisterAsync();
        await FinishAsync(Ended(await ClaimOneAsync(worker), OutcomeKind.Canceled) with { NeverStarted = true, Reason = "too late" });

        Assert.Equal(RetryAnswer.Retried, await RetryAsync(id));

        var claimed = await ClaimOneAsync(worker);
        Assert.Equal((true, 1, 1), (claimed.AtMostOnce, claimed.Attempt, claimed.MaxAttempts));
        await FinishAsync(Ended(claimed, OutcomeKind.Failed) with { Reason = "broken" });
        Assert.Equal(RetryAnswer.MayHaveRun, await RetryAsync(id));
    }

    [Fact]
    public async Task Its_caller_s_id_still_names_it()
    {
        var asked = AJob() with { EnqueueId = Guid.NewGuid() };
        var id = await EnqueueAsync(asked);
        await FailAsync(await ClaimOneAsync(await RegisterAsync()));
        await RetryAsync(id);
        await Fixture.AdvanceClockAsync(TimeSpan.FromDays(30));
        await Storage.Maintenance.PruneAsync(TimeSpan.FromHours(1), 100, Token);

        Assert.Equal([new EnqueuedJob(id, AlreadyEnqueued: true)], await Storage.Jobs.EnqueueAsync([asked], null, Token));
    }

    [Fact]
    public async Task New_jobs_get_numbers_of_their_own()
    {
        var id = await EnqueueAsync(AJob());
        await FailAsync(await ClaimOneAsync(await RegisterAsync()));
        await RetryAsync(id);

        Assert.True(await EnqueueAsync(AJob()) > id);
    }

    [Fact]
    public async Task Of_many_who_retry_it_at_once_one_does()
    {
        var ids = await EnqueueAllAsync([.. Enumerable.Range(0, 20).Select(static _ => AJob())]);
        var claimed = await ClaimAsync(await RegisterAsync());
        await FinishAsync([.. claimed.Select(static job => Ended(job, OutcomeKind.Failed) with { Reason = "broken" })]);
        IStorage[] processes = [Storage, await Fixture.OpenAsync(), await Fixture.OpenAsync()];

        foreach (var id in ids)
        {
            var answers = await Task.WhenAll(processes.Select(storage => Task.Run(async () => await storage.Control.RetryAsync(id, Token), Token)));
            Assert.Equal([RetryAnswer.Retried, RetryAnswer.NotEnded, RetryAnswer.NotEnded], answers.Order());
        }

        Assert.Equal((20, 0), (await Fixture.CountRowsAsync("job"), await Fixture.CountRowsAsync("job_history")));
    }

    [Fact]
    public async Task A_pruner_beside_it_takes_the_job_or_leaves_it()
    {
        var ids = await EnqueueAllAsync([.. Enumerable.Range(0, 50).Select(static _ => AJob() with { EnqueueId = Guid.NewGuid() })]);
        var claimed = await ClaimAsync(await RegisterAsync());
        await FinishAsync([.. claimed.Select(static job => Ended(job, OutcomeKind.Failed) with { Reason = "broken", Error = AnError(job) })]);
        await Fixture.AdvanceClockAsync(TimeSpan.FromHours(2));
        var other = await Fixture.OpenAsync();

        var pruning = Task.Run(async () => { while (await other.Maintenance.PruneAsync(TimeSpan.FromHours(1), 3, Token) > 0) { } }, Token);
        var answers = new List<RetryAnswer>();
        foreach (var id in ids.Reverse()) answers.Add(await RetryAsync(id));
        await pruning;

        Assert.DoesNotContain(answers, static answer => answer is not (RetryAnswer.Retried or RetryAnswer.NotStored));
        var retried = answers.Count(static answer => answer == RetryAnswer.Retried);
        Assert.Equal((retried, 0, retried), (await Fixture.CountRowsAsync("job"), await Fixture.CountRowsAsync("job_history"), await Fixture.CountRowsAsync("attempt_error")));
    }

    private async Task<RetryAnswer> RetryAsync(long id) => await Storage.Control.RetryAsync(id, Token);

    private async Task FailAsync(ClaimedJob job, string message = "The mail server refused.")
        => await FinishAsync(Ended(job, OutcomeKind.Failed) with { Reason = message, Error = AnError(job, message) });

    private async Task CrashAsync(ClaimKind kind)
    {
        Assert.Single((await Storage.Jobs.FinishAndClaimAsync([], await RequestAsync(await RegisterAsync(), 1) with { Kind = kind }, Token)).Claimed);
        await Fixture.AdvanceClockAsync(TimeSpan.FromMinutes(2));
        await RescueAsync(CrashBudget);
    }

    private async Task<IEnumerable<(long, JobState, int, int)>> StandingsAsync()
        => [.. (await Storage.Reader.ListAsync(new JobFilter(), Token)).Select(static job => (job.Id, job.State, job.Attempt, job.Claims))];
}
