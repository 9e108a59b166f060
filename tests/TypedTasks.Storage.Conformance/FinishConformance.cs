using Xunit;

namespace TypedTasks.Storage.Conformance;

/// <summary>The edges out of Running, one per kind of outcome.</summary>
public abstract class FinishConformance : StorageConformance
{
    [Fact]
    public async Task Success_moves_the_job_to_history()
    {
        var id = await EnqueueAsync(AJob("""{"n":1}""") with { Priority = 3 });
        var claimed = await ClaimOneAsync(await RegisterAsync("web-7:42"));

        var exchange = await FinishAsync(Ended(claimed, OutcomeKind.Succeeded));

        Assert.Empty(exchange.Late);
        var job = await FindAsync(id);
        Assert.Equal(JobState.Succeeded, job.State);
        Assert.Equal((1, 1, 3, "web-7:42"), (job.Attempt, job.Claims, job.Priority, job.Worker));
        Assert.True(job.FinishedAt >= job.ClaimedAt);
        Assert.Equal("""{"n":1}""", job.Payload);
        Assert.Null(job.Result);
        Assert.Null(job.Reason);
        Assert.Equal((0, 1), (await Fixture.CountRowsAsync("job"), await Fixture.CountRowsAsync("job_history")));
    }

    [Theory]
    [InlineData("""{ "total" : 12.50, "größe" : "😀" }""")]
    [InlineData("null")]
    [InlineData("0")]
    public async Task A_result_is_kept_as_it_is(string result)
    {
        var id = await EnqueueAsync(AJob());
        var claimed = await ClaimOneAsync(await RegisterAsync());

        await FinishAsync(Ended(claimed, OutcomeKind.Succeeded) with { Result = System.Text.Encoding.UTF8.GetBytes(result) });

        Assert.Equal(result, (await FindAsync(id)).Result);
    }

    [Fact]
    public async Task A_result_of_200_KB_is_kept_as_it_is()
    {
        var result = "\"" + string.Concat(Enumerable.Range(0, 20_000).Select(static n => $"{n:D5}é😀")) + "\"";
        var id = await EnqueueAsync(AJob());

        await FinishAsync(Ended(await ClaimOneAsync(await RegisterAsync()), OutcomeKind.Succeeded) with { Result = System.Text.Encoding.UTF8.GetBytes(result) });

        Assert.Equal(result, (await FindAsync(id)).Result);
    }

    [Fact]
    public async Task Failure_keeps_the_reason_and_the_error()
    {
        var id = await EnqueueAsync(AJob());
        var claimed = await ClaimOneAsync(await RegisterAsync("web-7:42"));

        await FinishAsync(Ended(claimed, OutcomeKind.Failed) with { Reason = "No attempt is left.", Error = AnError(claimed) });

        var job = await FindAsync(id);
        Assert.Equal((JobState.Failed, "No attempt is left."), (job.State, job.Reason));
        var error = Assert.Single(job.Errors);
        Assert.Equal(AnError(claimed), error with { ClaimedAt = default, FailedAt = default, Worker = null });
        Assert.Equal((job.ClaimedAt, job.FinishedAt, "web-7:42"), (error.ClaimedAt, error.FailedAt, error.Worker));
    }

    [Fact]
    public async Task Failure_needs_no_error()
    {
        var id = await EnqueueAsync(AJob());

        await FinishAsync(Ended(await ClaimOneAsync(await RegisterAsync()), OutcomeKind.Failed) with { Reason = "Given up." });

        Assert.Empty((await FindAsync(id)).Errors);
    }

    [Fact]
    public async Task Snooze_schedules_the_job_and_hands_its_attempt_back()
    {
        var id = await EnqueueAsync(AJob());
        var claimed = await ClaimOneAsync(await RegisterAsync());

        var exchange = await FinishAsync(Ended(claimed, OutcomeKind.Snoozed) with { Delay = TimeSpan.FromMinutes(30) });

        Assert.Empty(exchange.Late);
        var job = await FindAsync(id);
        Assert.Equal((JobState.Scheduled, 0, 1), (job.State, job.Attempt, job.Claims));
        Assert.True(job.RunAt - job.ClaimedAt >= TimeSpan.FromMinutes(30));
        Assert.Empty(job.Errors);
    }

    [Fact]
    public async Task Retry_schedules_the_next_attempt()
    {
        var id = await EnqueueAsync(AJob());
        var worker = await RegisterAsync();

        await FinishAsync(Retried(await ClaimOneAsync(worker), TimeSpan.FromMinutes(5)));

        var job = await FindAsync(id);
        Assert.Equal((JobState.Scheduled, 1, 1), (job.State, job.Attempt, job.Claims));
        Assert.InRange(job.RunAt.GetValueOrDefault(), job.ClaimedAt.GetValueOrDefault() + TimeSpan.FromMinutes(5), job.ClaimedAt.GetValueOrDefault() + TimeSpan.FromMinutes(6));
        Assert.Null(job.FinishedAt);
        Assert.Empty(await ClaimAsync(worker));
    }

    [Fact]
    public async Task A_retried_job_runs_again_as_its_next_attempt()
    {
        await EnqueueAsync(AJob());
        var worker = await RegisterAsync(lease: TimeSpan.FromHours(1));
        await FinishAsync(Retried(await ClaimOneAsync(worker), TimeSpan.FromMinutes(5)));
        await Fixture.AdvanceClockAsync(TimeSpan.FromMinutes(6));
        await Storage.Maintenance.PromoteAsync(10, Token);

        var claimed = await ClaimOneAsync(worker);

        Assert.Equal((2, 2), (claimed.Attempt, claimed.AttemptId.Claims));
    }

    [Fact]
    public async Task A_retry_without_delay_is_due_at_once()
    {
        await EnqueueAsync(AJob());
        var worker = await RegisterAsync();
        await FinishAsync(Retried(await ClaimOneAsync(worker), TimeSpan.Zero));

        await Storage.Maintenance.PromoteAsync(10, Token);

        Assert.Equal(2, (await ClaimOneAsync(worker)).Attempt);
    }

    [Fact]
    public async Task Every_attempt_s_error_is_kept_oldest_first()
    {
        var id = await EnqueueAsync(AJob());
        var worker = await RegisterAsync();
        foreach (var message in new[] { "first", "second" })
        {
            await FinishAsync(Retried(await ClaimOneAsync(worker), TimeSpan.Zero, message));
            await Storage.Maintenance.PromoteAsync(10, Token);
        }

        Assert.Equal(["first", "second"], (await FindAsync(id)).Errors.Select(static error => error.Message));
        await FinishAsync(Ended(await ClaimOneAsync(worker), OutcomeKind.Succeeded));

        var errors = (await FindAsync(id)).Errors;
        Assert.Equal([1, 2], errors.Select(static error => error.Attempt));
        Assert.True(errors[0].FailedAt <= errors[1].FailedAt);
    }

    [Fact]
    public async Task Of_a_job_that_is_tried_for_ever_the_last_100_errors_are_kept()
    {
        // Else a job that fails each minute fills the table.
        var id = await EnqueueAsync(AJob() with { MaxAttempts = int.MaxValue });
        var worker = await RegisterAsync(lease: TimeSpan.FromHours(1));
        var attempt = await ClaimOneAsync(worker);
        for (var tries = 1; tries <= 102; tries++)
        {
            await FinishAsync(Retried(attempt, TimeSpan.Zero));
            await Storage.Maintenance.PromoteAsync(10, Token);
            attempt = await ClaimOneAsync(worker);
        }

        var errors = (await FindAsync(id)).Errors;
        Assert.Equal(Enumerable.Range(3, 100), errors.Select(static error => error.Attempt));
    }

    [Fact]
    public async Task Release_hands_the_attempt_back_but_not_the_claim()
    {
        var id = await EnqueueAsync(AJob());
        var worker = await RegisterAsync();

        await FinishAsync(Ended(await ClaimOneAsync(worker), OutcomeKind.Released));

        var job = await FindAsync(id);
        Assert.Equal((JobState.Ready, 0, 1), (job.State, job.Attempt, job.Claims));
        Assert.Equal((id, 2), Name(await ClaimOneAsync(worker)));
    }

    [Fact]
    public async Task Cancel_ends_the_job_with_the_reason()
    {
        var id = await EnqueueAsync(AJob());

        await FinishAsync(Ended(await ClaimOneAsync(await RegisterAsync()), OutcomeKind.Canceled) with { Reason = "The customer asked." });

        var job = await FindAsync(id);
        Assert.Equal((JobState.Canceled, "The customer asked."), (job.State, job.Reason));
        Assert.NotNull(job.FinishedAt);
    }

    [Fact]
    public async Task One_batch_may_mix_all_kinds()
    {
        var ids = await EnqueueAllAsync(AJob(), AJob(), AJob(), AJob(), AJob(), AJob());
        var claimed = await ClaimAsync(await RegisterAsync());

        var exchange = await FinishAsync(
            Ended(claimed[0], OutcomeKind.Succeeded) with { Result = "1"u8.ToArray() },
            Ended(claimed[1], OutcomeKind.Failed) with { Reason = "r1", Error = AnError(claimed[1], "e1") },
            Retried(claimed[2], TimeSpan.FromMinutes(5), "e2"),
            Ended(claimed[3], OutcomeKind.Released),
            Ended(claimed[4], OutcomeKind.Canceled) with { Reason = "r4" },
            Ended(claimed[5], OutcomeKind.Parked));

        Assert.Empty(exchange.Late);
        var jobs = new List<JobDetails>();
        foreach (var id in ids) jobs.Add(await FindAsync(id));
        Assert.Equal(
            [JobState.Succeeded, JobState.Failed, JobState.Scheduled, JobState.Ready, JobState.Canceled, JobState.Ready],
            jobs.Select(static job => job.State));
        Assert.Equal(["1", null, null, null, null, null], jobs.Select(static job => job.Result));
        Assert.Equal([null, "r1", null, null, "r4", null], jobs.Select(static job => job.Reason));
        Assert.Equal(["", "e1", "e2", "", "", ""], jobs.Select(static job => string.Concat(job.Errors.Select(static error => error.Message))));
    }

    [Fact]
    public async Task Finishing_and_claiming_go_together()
    {
        var ids = await EnqueueAllAsync(AJob(), AJob());
        var worker = await RegisterAsync();
        var first = await ClaimOneAsync(worker);

        var exchange = await Storage.Jobs.FinishAndClaimAsync([Ended(first, OutcomeKind.Succeeded)], await RequestAsync(worker, 1), Token);

        Assert.Equal(ids[1], Assert.Single(exchange.Claimed).AttemptId.JobId);
        Assert.Equal(JobState.Succeeded, await StateAsync(ids[0]));
    }

    [Fact]
    public async Task Nothing_to_finish_and_nothing_to_claim_does_nothing()
    {
        var exchange = await FinishAsync();

        Assert.Empty(exchange.Claimed);
        Assert.Empty(exchange.Late);
    }

    [Fact]
    public async Task A_batch_of_a_thousand_is_finished_whole()
    {
        await EnqueueAllAsync([.. Enumerable.Range(0, 1_000).Select(static _ => AJob())]);
        var claimed = await ClaimAsync(await RegisterAsync(), 1_000);

        var exchange = await FinishAsync([.. claimed.Select(static job => Ended(job, OutcomeKind.Succeeded))]);

        Assert.Empty(exchange.Late);
        Assert.Equal((0, 1_000), (await Fixture.CountRowsAsync("job"), await Fixture.CountRowsAsync("job_history")));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0xd83d)] // as a number: an attribute can't hold half a surrogate pair
    public async Task An_error_text_the_database_cannot_hold_fails_no_neighbour(int character)
    {
        var message = $"a{(char)character}b";
        var ids = await EnqueueAllAsync(AJob(), AJob());
        var claimed = await ClaimAsync(await RegisterAsync());

        await FinishAsync(
            Ended(claimed[0], OutcomeKind.Failed) with { Reason = message, Error = AnError(claimed[0], message) },
            Ended(claimed[1], OutcomeKind.Succeeded));

        var job = await FindAsync(ids[0]);
        Assert.Equal((JobState.Failed, "a\ufffdb"), (job.State, job.Reason));
        Assert.Equal("a\ufffdb", Assert.Single(job.Errors).Message);
        Assert.Equal(JobState.Succeeded, await StateAsync(ids[1]));
    }
}
