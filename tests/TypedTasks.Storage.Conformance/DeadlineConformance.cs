using Xunit;

namespace TypedTasks.Storage.Conformance;

/// <summary>Deadlines and the settings of single jobs: what the store keeps of them and tells the worker.</summary>
public abstract class DeadlineConformance : StorageConformance
{
    private static readonly byte[] Settings = """{ "timeoutMs" : 1500, "größe" : "😀" }"""u8.ToArray();

    [Fact]
    public async Task A_claim_says_how_much_time_is_left_by_the_database_s_clock()
    {
        var enqueuedAt = (await FindAsync(await EnqueueAsync(AJob() with { Priority = -1 }))).EnqueuedAt;
        var id = await EnqueueAsync(AJob() with { Deadline = enqueuedAt + TimeSpan.FromHours(1) });
        await Fixture.AdvanceClockAsync(TimeSpan.FromMinutes(20));

        var claimed = await ClaimOneAsync(await RegisterAsync());

        var job = await FindAsync(id);
        Assert.Equal(enqueuedAt + TimeSpan.FromHours(1), job.Deadline);
        Assert.Equal(job.Deadline - job.ClaimedAt, claimed.StartWithin);
        Assert.InRange(claimed.StartWithin.GetValueOrDefault(), TimeSpan.FromMinutes(39), TimeSpan.FromMinutes(40));
    }

    [Fact]
    public async Task A_job_past_its_deadline_is_claimed_with_no_time_left()
    {
        await EnqueueAsync(AJob() with { Deadline = new DateTimeOffset(2001, 2, 3, 4, 5, 6, TimeSpan.FromHours(2)) });

        Assert.True((await ClaimOneAsync(await RegisterAsync())).StartWithin < TimeSpan.Zero);
    }

    [Theory]
    [InlineData(false, 3601)]
    [InlineData(false, 3600)]
    [InlineData(true, 3600)]
    public async Task A_job_that_would_become_ready_only_after_its_deadline_is_refused_with_all_of_its_call(bool withId, int delay)
    {
        var now = (await FindAsync(await EnqueueAsync(AJob()))).EnqueuedAt;
        await Fixture.SetClockAsync(now);
        var never = AJob() with { Delay = TimeSpan.FromSeconds(delay), Deadline = now.AddHours(1), EnqueueId = withId ? Guid.NewGuid() : null };

        var exception = await Assert.ThrowsAsync<ArgumentException>(async () => await Storage.Jobs.EnqueueAsync([AJob() with { Delay = TimeSpan.FromMinutes(1), Deadline = now.AddHours(1) }, never, AJob()], null, Token));

        Assert.StartsWith($"A job of task 'Shop.SendReceipt' delayed by {never.Delay} would not become ready ", exception.Message, StringComparison.Ordinal);
        Assert.Contains($"before its deadline, {never.Deadline:O}, by the database's clock", exception.Message, StringComparison.Ordinal);
        Assert.Equal(1, await Fixture.CountRowsAsync("job"));
        Assert.False((await Storage.Jobs.EnqueueAsync([never with { Delay = TimeSpan.FromSeconds(3599) }], null, Token))[0].AlreadyEnqueued);
    }

    [Fact]
    public async Task A_repeat_of_a_stored_job_is_answered_although_a_new_one_would_be_too_late()
    {
        var now = (await FindAsync(await EnqueueAsync(AJob()))).EnqueuedAt;
        var job = AJob() with { Delay = TimeSpan.FromMinutes(30), Deadline = now.AddHours(1), EnqueueId = Guid.NewGuid() };
        var id = await EnqueueAsync(job);
        await Fixture.AdvanceClockAsync(TimeSpan.FromMinutes(45));

        Assert.Equal(new EnqueuedJob(id, AlreadyEnqueued: true), (await Storage.Jobs.EnqueueAsync([job], null, Token))[0]);
    }

    [Fact]
    public async Task In_a_caller_s_transaction_it_is_refused_too()
    {
        await using var transaction = await Fixture.BeginTransactionAsync();

        await Assert.ThrowsAsync<ArgumentException>(async () => await Storage.Jobs.EnqueueAsync(
            [AJob() with { Delay = TimeSpan.FromDays(1), Deadline = DateTimeOffset.UtcNow.AddHours(1) }], transaction, Token));
        await transaction.RollbackAsync(Token);

        Assert.Equal(0, await Fixture.CountRowsAsync("job"));
    }

    [Fact]
    public async Task Callers_at_the_same_time_are_not_refused_with_it()
    {
        var never = AJob() with { Delay = TimeSpan.FromDays(1), Deadline = DateTimeOffset.UtcNow.AddHours(1) };
        var calls = Enumerable.Range(0, 30).Select(n => Task.Run(async () => await Storage.Jobs.EnqueueAsync([n % 3 == 0 ? never : AJob()], null, Token), Token)).ToList();

        foreach (var (call, n) in calls.Select(static (call, n) => (call, n)))
        {
            if (n % 3 == 0) await Assert.ThrowsAsync<ArgumentException>(() => call);
            else Assert.Single(await call);
        }

        Assert.Equal(20, await Fixture.CountRowsAsync("job"));
    }

    [Fact]
    public async Task A_deadline_at_the_end_of_time_is_kept()
    {
        var id = await EnqueueAsync(AJob() with { Deadline = DateTimeOffset.MaxValue });

        Assert.True((await ClaimOneAsync(await RegisterAsync())).StartWithin > TimeSpan.FromDays(365_000));
        Assert.Equal(9999, (await FindAsync(id)).Deadline?.Year);
    }

    [Fact]
    public async Task Without_a_deadline_there_is_none()
    {
        var id = await EnqueueAsync(AJob());

        var claimed = await ClaimOneAsync(await RegisterAsync());

        Assert.Null(claimed.StartWithin);
        Assert.Null(claimed.Settings);
        Assert.Null((await FindAsync(id)).Deadline);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Settings_are_kept_as_they_are(bool withId)
    {
        await EnqueueAllAsync(AJob() with { Settings = Settings, EnqueueId = withId ? Guid.NewGuid() : null }, AJob());

        var claimed = await ClaimAsync(await RegisterAsync());

        Assert.Equal(Settings, claimed[0].Settings);
        Assert.Null(claimed[1].Settings);
    }

    [Theory]
    [InlineData(OutcomeKind.Retry)]
    [InlineData(OutcomeKind.Snoozed)]
    [InlineData(OutcomeKind.Released)]
    [InlineData(OutcomeKind.Parked)]
    public async Task A_job_that_runs_again_keeps_deadline_and_settings(OutcomeKind kind)
    {
        await EnqueueAsync(AJob() with { Deadline = DateTimeOffset.UtcNow.AddHours(2), Settings = Settings });
        var worker = await RegisterAsync();
        var first = await ClaimOneAsync(worker);
        await FinishAsync(Ended(first, kind));
        await Storage.Maintenance.PromoteAsync(10, Token);

        var second = await ClaimOneAsync(worker);

        Assert.Equal(Settings, second.Settings);
        Assert.InRange(second.StartWithin.GetValueOrDefault(), TimeSpan.FromHours(1), first.StartWithin.GetValueOrDefault());
    }

    [Theory]
    [InlineData(OutcomeKind.Succeeded)]
    [InlineData(OutcomeKind.Failed)]
    [InlineData(OutcomeKind.Canceled)]
    public async Task A_job_that_has_ended_still_tells_its_deadline(OutcomeKind kind)
    {
        var id = await EnqueueAsync(AJob() with { Deadline = new DateTimeOffset(2131, 5, 6, 7, 8, 9, TimeSpan.Zero) });

        await FinishAsync(Ended(await ClaimOneAsync(await RegisterAsync()), kind));

        Assert.Equal(new DateTimeOffset(2131, 5, 6, 7, 8, 9, TimeSpan.Zero), (await FindAsync(id)).Deadline);
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task A_job_canceled_before_its_start_has_used_no_attempt(bool neverStarted, int attempts)
    {
        var id = await EnqueueAsync(AJob());

        await FinishAsync(Ended(await ClaimOneAsync(await RegisterAsync()), OutcomeKind.Canceled) with { Reason = "too late", NeverStarted = neverStarted });

        var job = await FindAsync(id);
        Assert.Equal((JobState.Canceled, attempts, 1, "too late"), (job.State, job.Attempt, job.Claims, job.Reason));
    }
}
