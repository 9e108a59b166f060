using Xunit;

namespace TypedTasks.Storage.Conformance;

/// <summary>Canceling on a person's request.</summary>
public abstract class CancelConformance : StorageConformance
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_ready_job_ends_at_once()
    {
        var id = await EnqueueAsync(AJob());

        Assert.True(await Storage.Control.CancelAsync(id, "The customer asked.", Token));

        var job = await FindAsync(id);
        Assert.Equal((JobState.Canceled, "The customer asked."), (job.State, job.Reason));
        Assert.NotNull(job.FinishedAt);
        Assert.Empty(await ClaimAsync(await RegisterAsync()));
    }

    [Fact]
    public async Task A_reason_that_no_database_holds_is_cleaned()
    {
        var ids = await EnqueueAllAsync(AJob(), AJob());
        await ClaimOneAsync(await RegisterAsync());

        foreach (var id in ids) Assert.True(await Storage.Control.CancelAsync(id, "No\0longer\ud800needed", Token));

        Assert.Equal("No\ufffdlonger\ufffdneeded", (await FindAsync(ids[1])).Reason);
    }

    [Fact]
    public async Task A_scheduled_job_ends_at_once()
    {
        var id = await EnqueueAsync(AJob() with { Delay = TimeSpan.FromHours(1) });

        Assert.True(await Storage.Control.CancelAsync(id, "The customer asked.", Token));

        Assert.Equal(JobState.Canceled, await StateAsync(id));
        Assert.Equal(new Promotion(0, null), await Storage.Maintenance.PromoteAsync(10, Token));
    }

    [Fact]
    public async Task A_running_job_s_worker_learns_of_it()
    {
        var ids = await EnqueueAllAsync(AJob(), AJob());
        var worker = await RegisterAsync();
        var claimed = await ClaimAsync(worker);

        Assert.True(await Storage.Control.CancelAsync(ids[1], "The customer asked.", Token));

        Assert.Equal(JobState.Running, await StateAsync(ids[1]));
        var renewal = Storage.Workers.Renew(worker, Lease, holdsJobs: true);
        Assert.True(renewal.Alive);
        Assert.Equal([claimed[1].AttemptId], renewal.Cancel);
        Assert.Empty(Storage.Workers.Renew(worker, Lease, holdsJobs: false).Cancel);
    }

    [Fact]
    public async Task A_worker_may_look_for_requests_between_heartbeats()
    {
        var ids = await EnqueueAllAsync(AJob(), AJob());
        var worker = await RegisterAsync("first");
        var claimed = await ClaimAsync(worker);
        await EnqueueAsync(AJob());
        var other = await RegisterAsync("second");
        await ClaimOneAsync(other);
        Assert.Empty(await Storage.Workers.ListCancelRequestsAsync(worker, Token));

        await Storage.Control.CancelAsync(ids[1], "The customer asked.", Token);

        Assert.Equal([claimed[1].AttemptId], await Storage.Workers.ListCancelRequestsAsync(worker, Token));
        Assert.Empty(await Storage.Workers.ListCancelRequestsAsync(other, Token));
        await FinishAsync(Ended(claimed[1], OutcomeKind.Canceled));
        Assert.Empty(await Storage.Workers.ListCancelRequestsAsync(worker, Token));
    }

    [Fact]
    public async Task Looking_for_requests_does_not_renew_the_lease()
    {
        await EnqueueAsync(AJob());
        var worker = await RegisterAsync();
        await ClaimOneAsync(worker);
        await Fixture.AdvanceClockAsync(TimeSpan.FromSeconds(40));

        await Storage.Workers.ListCancelRequestsAsync(worker, Token);

        await Fixture.AdvanceClockAsync(TimeSpan.FromSeconds(40));
        Assert.False(Storage.Workers.Renew(worker, Lease, holdsJobs: true).Alive);
    }

    [Fact]
    public async Task Another_worker_does_not_hear_of_it()
    {
        var id = await EnqueueAsync(AJob());
        await ClaimOneAsync(await RegisterAsync("first"));
        var second = await RegisterAsync("second");

        await Storage.Control.CancelAsync(id, "The customer asked.", Token);

        Assert.Empty(Storage.Workers.Renew(second, Lease, holdsJobs: true).Cancel);
    }

    [Fact]
    public async Task A_running_job_that_succeeds_all_the_same_has_succeeded()
    {
        var id = await EnqueueAsync(AJob());
        var claimed = await ClaimOneAsync(await RegisterAsync());
        await Storage.Control.CancelAsync(id, "The customer asked.", Token);

        await FinishAsync(Ended(claimed, OutcomeKind.Succeeded));

        Assert.Equal(JobState.Succeeded, await StateAsync(id));
    }

    [Theory]
    [InlineData(OutcomeKind.Retry)]
    [InlineData(OutcomeKind.Released)]
    [InlineData(OutcomeKind.Parked)]
    [InlineData(OutcomeKind.Snoozed)]
    public async Task A_running_job_that_would_run_again_is_canceled_instead(OutcomeKind kind)
    {
        var id = await EnqueueAsync(AJob());
        var claimed = await ClaimOneAsync(await RegisterAsync());
        await Storage.Control.CancelAsync(id, "The customer asked.", Token);

        var exchange = await FinishAsync(Ended(claimed, kind));

        Assert.Empty(exchange.Late);
        var job = await FindAsync(id);
        Assert.Equal((JobState.Canceled, "The customer asked."), (job.State, job.Reason));
        Assert.Equal(kind == OutcomeKind.Retry ? 1 : 0, job.Attempt);
    }

    [Fact]
    public async Task A_running_job_whose_worker_leaves_is_canceled()
    {
        var id = await EnqueueAsync(AJob());
        var worker = await RegisterAsync();
        await ClaimOneAsync(worker);
        await Storage.Control.CancelAsync(id, "The customer asked.", Token);

        await Storage.Workers.RemoveAsync(worker, Token);

        var job = await FindAsync(id);
        Assert.Equal((JobState.Canceled, 0), (job.State, job.Attempt));
    }

    [Fact]
    public async Task A_running_job_whose_worker_dies_is_canceled()
    {
        var id = await EnqueueAsync(AJob());
        await ClaimOneAsync(await RegisterAsync());
        await Storage.Control.CancelAsync(id, "The customer asked.", Token);
        await Fixture.AdvanceClockAsync(TimeSpan.FromMinutes(2));

        await RescueAsync();

        var job = await FindAsync(id);
        Assert.Equal((JobState.Canceled, "The customer asked."), (job.State, job.Reason));
        Assert.Equal((0, 1), (job.Attempt, job.Crashes));
    }

    [Theory]
    [InlineData(OutcomeKind.Succeeded)]
    [InlineData(OutcomeKind.Failed)]
    public async Task A_job_that_has_ended_stays_as_it_is(OutcomeKind kind)
    {
        var id = await EnqueueAsync(AJob());
        await FinishAsync(Ended(await ClaimOneAsync(await RegisterAsync()), kind));
        var state = await StateAsync(id);

        Assert.False(await Storage.Control.CancelAsync(id, "Too late.", Token));
        Assert.Equal(state, await StateAsync(id));
    }

    [Fact]
    public async Task An_unknown_job_cannot_be_canceled()
        => Assert.False(await Storage.Control.CancelAsync(4_711, "Nobody.", Token));
}
