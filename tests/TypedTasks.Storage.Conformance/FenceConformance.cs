using Xunit;

namespace TypedTasks.Storage.Conformance;

/// <summary>Outcomes that come too late change nothing.</summary>
public abstract class FenceConformance : StorageConformance
{
    [Fact]
    public async Task Finishing_twice_is_late()
    {
        var id = await EnqueueAsync(AJob());
        var claimed = await ClaimOneAsync(await RegisterAsync());
        await FinishAsync(Ended(claimed, OutcomeKind.Succeeded));

        var exchange = await FinishAsync(Ended(claimed, OutcomeKind.Failed) with { Reason = "late", Error = AnError(claimed) });

        Assert.Equal([claimed.AttemptId], exchange.Late);
        var job = await FindAsync(id);
        Assert.Equal((JobState.Succeeded, null), (job.State, job.Reason));
        Assert.Empty(job.Errors);
        Assert.Equal(0, await Fixture.CountRowsAsync("attempt_error"));
    }

    [Fact]
    public async Task An_attempt_twice_in_one_batch_counts_once()
    {
        await EnqueueAsync(AJob());
        var claimed = await ClaimOneAsync(await RegisterAsync());

        await FinishAsync(Ended(claimed, OutcomeKind.Succeeded), Ended(claimed, OutcomeKind.Succeeded));

        Assert.Equal((0, 1), (await Fixture.CountRowsAsync("job"), await Fixture.CountRowsAsync("job_history")));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task After_release_and_reclaim_the_first_attempt_is_late(OutcomeKind kind)
    {
        var id = await EnqueueAsync(AJob());
        var first = await ClaimOneAsync(await RegisterAsync("first"));
        await FinishAsync(Ended(first, OutcomeKind.Released));
        var second = await ClaimOneAsync(await RegisterAsync("second"));
        Assert.Equal(first.Attempt, second.Attempt);

        var exchange = await FinishAsync(Ended(first, kind) with { Error = AnError(first) });

        Assert.Equal([first.AttemptId], exchange.Late);
        var job = await FindAsync(id);
        Assert.Equal((JobState.Running, "second", 2), (job.State, job.Worker, job.Claims));
        Assert.Equal(0, await Fixture.CountRowsAsync("attempt_error"));
        Assert.Empty((await FinishAsync(Ended(second, OutcomeKind.Succeeded))).Late);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_attempt_of_a_lost_job_whose_number_was_given_out_again_is_late(OutcomeKind kind)
    {
        var id = await EnqueueAsync(AJob());
        var claimed = await ClaimOneAsync(await RegisterAsync());

        var exchange = await FinishAsync(Ended(claimed, kind) with { Attempt = OfLostJob(claimed), Reason = "late", Error = AnError(claimed) });

        Assert.Equal([OfLostJob(claimed)], exchange.Late);
        Assert.Equal((JobState.Running, 1), (await StateAsync(id), (await FindAsync(id)).Attempt));
        Assert.Equal(0, await Fixture.CountRowsAsync("attempt_error"));
        Assert.Empty((await FinishAsync(Ended(claimed, kind))).Late);
    }

    [Theory]
    [InlineData(OutcomeKind.Succeeded)]
    [InlineData(OutcomeKind.Released)]
    public async Task In_one_batch_with_that_of_the_new_job_only_the_lost_one_s_is_late(OutcomeKind kind)
    {
        await EnqueueAsync(AJob());
        var claimed = await ClaimOneAsync(await RegisterAsync());

        var exchange = await FinishAsync(Ended(claimed, kind) with { Attempt = OfLostJob(claimed) }, Ended(claimed, kind));

        Assert.Equal([OfLostJob(claimed)], exchange.Late);
    }

    [Fact]
    public async Task After_release_the_attempt_is_late()
    {
        var id = await EnqueueAsync(AJob());
        var claimed = await ClaimOneAsync(await RegisterAsync());
        await FinishAsync(Ended(claimed, OutcomeKind.Released));

        var exchange = await FinishAsync(Ended(claimed, OutcomeKind.Succeeded));

        Assert.Equal([claimed.AttemptId], exchange.Late);
        Assert.Equal(JobState.Ready, await StateAsync(id));
    }

    [Fact]
    public async Task After_a_rescue_the_attempt_is_late()
    {
        var id = await EnqueueAsync(AJob());
        var claimed = await ClaimOneAsync(await RegisterAsync());
        await Fixture.AdvanceClockAsync(TimeSpan.FromMinutes(2));
        await RescueAsync();

        var exchange = await FinishAsync(Ended(claimed, OutcomeKind.Succeeded));

        Assert.Equal([claimed.AttemptId], exchange.Late);
        Assert.Equal(JobState.Ready, await StateAsync(id));
    }

    [Fact]
    public async Task Before_the_rescue_an_expired_lease_may_still_finish()
    {
        var id = await EnqueueAsync(AJob());
        var claimed = await ClaimOneAsync(await RegisterAsync());
        await Fixture.AdvanceClockAsync(TimeSpan.FromMinutes(2));

        var exchange = await FinishAsync(Ended(claimed, OutcomeKind.Succeeded));

        Assert.Empty(exchange.Late);
        Assert.Equal(JobState.Succeeded, await StateAsync(id));
    }

    [Fact]
    public async Task One_late_outcome_holds_up_no_good_one()
    {
        var ids = await EnqueueAllAsync(AJob(), AJob(), AJob());
        var claimed = await ClaimAsync(await RegisterAsync());
        await FinishAsync(Ended(claimed[1], OutcomeKind.Released));

        var exchange = await FinishAsync([.. claimed.Select(static job => Ended(job, OutcomeKind.Succeeded))]);

        Assert.Equal([claimed[1].AttemptId], exchange.Late);
        Assert.Equal(JobState.Succeeded, await StateAsync(ids[0]));
        Assert.Equal(JobState.Ready, await StateAsync(ids[1]));
        Assert.Equal(JobState.Succeeded, await StateAsync(ids[2]));
    }

    [Fact]
    public async Task An_outcome_of_an_unknown_job_is_late()
    {
        var attempt = new AttemptId(4_711, 1, 0);

        var exchange = await FinishAsync(new AttemptOutcome { Attempt = attempt, Kind = OutcomeKind.Succeeded });

        Assert.Equal([attempt], exchange.Late);
    }

    [Fact]
    public async Task Finishing_at_once_in_two_processes_counts_once()
    {
        await EnqueueAllAsync([.. Enumerable.Range(0, 100).Select(static _ => AJob())]);
        var claimed = await ClaimAsync(await RegisterAsync());
        var outcomes = claimed.Select(static job => Ended(job, OutcomeKind.Succeeded)).ToList();
        var other = await Fixture.OpenAsync();

        var exchanges = await Task.WhenAll(
            Task.Run(async () => await Storage.Jobs.FinishAndClaimAsync(outcomes, null, Token), Token),
            Task.Run(async () => await other.Jobs.FinishAndClaimAsync(outcomes, null, Token), Token));

        Assert.Equal(100, exchanges.Sum(static exchange => exchange.Late.Count));
        Assert.Equal(100, await Fixture.CountRowsAsync("job_history"));
    }
}
