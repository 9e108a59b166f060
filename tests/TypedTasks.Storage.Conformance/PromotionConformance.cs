using Xunit;

namespace TypedTasks.Storage.Conformance;

/// <summary>Jobs that wait for their time.</summary>
public abstract class PromotionConformance : StorageConformance
{
    [Fact]
    public async Task A_delayed_job_is_scheduled_and_not_claimed()
    {
        var id = await EnqueueAsync(AJob() with { Delay = TimeSpan.FromMinutes(5) });

        var job = await FindAsync(id);
        Assert.Equal(JobState.Scheduled, job.State);
        Assert.Equal(job.EnqueuedAt + TimeSpan.FromMinutes(5), job.RunAt);
        Assert.Empty(await ClaimAsync(await RegisterAsync()));
    }

    [Fact]
    public async Task A_job_for_a_moment_is_scheduled_for_it()
    {
        var runAt = new DateTimeOffset(2131, 5, 6, 7, 8, 9, 123, TimeSpan.Zero);
        var job = await FindAsync(await EnqueueAsync(AJob() with { RunAt = runAt, Delay = TimeSpan.FromMinutes(5) }));

        Assert.Equal((JobState.Scheduled, runAt), (job.State, job.RunAt));
    }

    [Fact]
    public async Task A_moment_with_an_offset_is_the_same_moment_in_UTC()
    {
        var runAt = new DateTimeOffset(2131, 5, 6, 7, 8, 9, TimeSpan.FromHours(5.5));
        var job = await FindAsync(await EnqueueAsync(AJob() with { RunAt = runAt }));

        Assert.Equal(runAt, job.RunAt);
        Assert.Equal(TimeSpan.Zero, job.RunAt?.Offset);
    }

    [Fact]
    public async Task A_moment_in_the_past_means_at_once()
    {
        var id = await EnqueueAsync(AJob() with { RunAt = new DateTimeOffset(2001, 1, 1, 0, 0, 0, TimeSpan.Zero) });

        Assert.Equal(JobState.Ready, await StateAsync(id));
    }

    [Fact]
    public async Task Before_its_time_a_job_is_not_promoted()
    {
        var id = await EnqueueAsync(AJob() with { Delay = TimeSpan.FromMinutes(5) });
        await Fixture.AdvanceClockAsync(TimeSpan.FromMinutes(4));

        var promotion = await Storage.Maintenance.PromoteAsync(100, Token);

        Assert.Equal(0, promotion.Count);
        Assert.InRange(promotion.NextIn.GetValueOrDefault(), TimeSpan.FromTicks(1), TimeSpan.FromMinutes(1));
        Assert.Equal(JobState.Scheduled, await StateAsync(id));
    }

    [Fact]
    public async Task When_its_time_has_come_a_job_is_promoted_and_claimed()
    {
        var id = await EnqueueAsync(AJob() with { Delay = TimeSpan.FromMinutes(5) });
        await Fixture.AdvanceClockAsync(TimeSpan.FromMinutes(5));

        var promotion = await Storage.Maintenance.PromoteAsync(100, Token);

        Assert.Equal(new Promotion(1, null), promotion);
        Assert.Equal(JobState.Ready, await StateAsync(id));
        Assert.Equal(id, (await ClaimOneAsync(await RegisterAsync())).AttemptId.JobId);
    }

    [Fact]
    public async Task Promotion_keeps_priority_and_expectation()
    {
        var ids = await EnqueueAllAsync(
            AJob(),
            AJob() with { Delay = TimeSpan.FromMinutes(5), Priority = 5 },
            AJob() with { Delay = TimeSpan.FromMinutes(1), ExpectedBy = new DateTimeOffset(2031, 1, 1, 0, 0, 0, TimeSpan.Zero) });
        await Fixture.AdvanceClockAsync(TimeSpan.FromMinutes(6));
        await Storage.Maintenance.PromoteAsync(100, Token);

        var claimed = await ClaimAsync(await RegisterAsync());

        Assert.Equal([ids[1], ids[2], ids[0]], claimed.Select(static job => job.AttemptId.JobId));
    }

    [Fact]
    public async Task Promotion_stops_at_its_limit_with_the_longest_due_first()
    {
        var ids = await EnqueueAllAsync(
            AJob() with { Delay = TimeSpan.FromMinutes(3) },
            AJob() with { Delay = TimeSpan.FromMinutes(1) },
            AJob() with { Delay = TimeSpan.FromMinutes(2) });
        await Fixture.AdvanceClockAsync(TimeSpan.FromMinutes(10));

        var promotion = await Storage.Maintenance.PromoteAsync(2, Token);

        Assert.Equal(new Promotion(2, TimeSpan.Zero), promotion);
        Assert.Equal(JobState.Scheduled, await StateAsync(ids[0]));
    }

    [Fact]
    public async Task Without_scheduled_jobs_there_is_no_next()
        => Assert.Equal(new Promotion(0, null), await Storage.Maintenance.PromoteAsync(100, Token));

    [Fact]
    public async Task The_next_is_told_after_promoting()
    {
        await EnqueueAllAsync(AJob() with { Delay = TimeSpan.FromMinutes(1) }, AJob() with { Delay = TimeSpan.FromMinutes(30) });
        await Fixture.AdvanceClockAsync(TimeSpan.FromMinutes(10));

        var promotion = await Storage.Maintenance.PromoteAsync(100, Token);

        Assert.Equal(1, promotion.Count);
        Assert.InRange(promotion.NextIn.GetValueOrDefault(), TimeSpan.FromMinutes(19), TimeSpan.FromMinutes(20));
    }

    [Fact]
    public async Task A_claim_that_promotes_takes_what_is_due_and_tells_when_the_next_is()
    {
        var ids = await EnqueueAllAsync(AJob(), AJob() with { Delay = TimeSpan.FromMinutes(1), Priority = 5 }, AJob() with { Delay = TimeSpan.FromMinutes(30) });
        var request = await RequestAsync(await RegisterAsync(lease: TimeSpan.FromHours(1)));
        await Fixture.AdvanceClockAsync(TimeSpan.FromMinutes(10));

        var exchange = await Storage.Jobs.FinishAndClaimAsync([], request with { Promotes = 100 }, Token);

        Assert.Equal([ids[1], ids[0]], exchange.Claimed.Select(static job => job.AttemptId.JobId));
        Assert.Equal(1, exchange.Promotion?.Count);
        Assert.InRange(exchange.Promotion?.NextIn ?? TimeSpan.Zero, TimeSpan.FromMinutes(19), TimeSpan.FromMinutes(20));
    }

    [Fact]
    public async Task A_claim_that_promotes_makes_ready_what_it_can_t_take_itself()
    {
        var ids = await EnqueueAllAsync(
            AJob() with { Delay = TimeSpan.FromMinutes(1), Queue = "other" },
            AJob() with { Delay = TimeSpan.FromMinutes(2), Queue = "other" });
        var request = await RequestAsync(await RegisterAsync());
        await Fixture.AdvanceClockAsync(TimeSpan.FromMinutes(10));

        var exchange = await Storage.Jobs.FinishAndClaimAsync([], request with { Promotes = 1 }, Token);

        Assert.Equal((0, new Promotion(1, TimeSpan.Zero)), (exchange.Claimed.Count, exchange.Promotion.GetValueOrDefault()));
        Assert.Equal((JobState.Ready, JobState.Scheduled), (await StateAsync(ids[0]), await StateAsync(ids[1])));
    }

    [Fact]
    public async Task A_claim_that_was_not_asked_to_promotes_nothing()
    {
        await EnqueueAsync(AJob() with { Delay = TimeSpan.FromMinutes(1) });
        var request = await RequestAsync(await RegisterAsync());
        await Fixture.AdvanceClockAsync(TimeSpan.FromMinutes(10));

        var exchange = await Storage.Jobs.FinishAndClaimAsync([], request, Token);

        Assert.Equal((0, null), (exchange.Claimed.Count, exchange.Promotion));
    }

    [Fact]
    public async Task Promoters_at_once_promote_each_job_once()
    {
        await EnqueueAllAsync([.. Enumerable.Range(0, 200).Select(static _ => AJob() with { Delay = TimeSpan.FromMinutes(1) })]);
        await Fixture.AdvanceClockAsync(TimeSpan.FromMinutes(2));
        var other = await Fixture.OpenAsync();

        var promotions = await Task.WhenAll(
            Task.Run(async () => await Storage.Maintenance.PromoteAsync(1_000, Token), Token),
            Task.Run(async () => await other.Maintenance.PromoteAsync(1_000, Token), Token));

        Assert.Equal(200, promotions.Sum(static promotion => promotion.Count));
        Assert.Equal(200, (await ClaimAsync(await RegisterAsync(), 1_000)).Count);
    }
}
