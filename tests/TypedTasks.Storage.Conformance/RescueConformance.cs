using Xunit;

namespace TypedTasks.Storage.Conformance;

/// <summary>Giving back the jobs of workers whose lease expired.</summary>
public abstract class RescueConformance : StorageConformance
{
    [Fact]
    public async Task A_living_worker_s_jobs_stay()
    {
        var id = await EnqueueAsync(AJob());
        await ClaimOneAsync(await RegisterAsync());

        Assert.Empty(await RescueAsync());
        Assert.Equal(JobState.Running, await StateAsync(id));
    }

    [Fact]
    public async Task An_expired_worker_s_job_is_ready_again_with_a_crash_counted()
    {
        var id = await EnqueueAsync(AJob());
        await ClaimOneAsync(await RegisterAsync("web-7:42"));

        var rescued = await ExpireAndRescueAsync();

        Assert.Equal([new RescuedJob(id, "web-7:42", Crashes: 1, Failed: false) { TaskName = "Shop.SendReceipt" }], rescued);
        var job = await FindAsync(id);
        Assert.Equal((JobState.Ready, 0, 1, 1), (job.State, job.Attempt, job.Claims, job.Crashes));
    }

    [Fact]
    public async Task A_rescued_job_can_be_claimed_again()
    {
        var id = await EnqueueAsync(AJob());
        await ClaimOneAsync(await RegisterAsync());
        await ExpireAndRescueAsync();

        var claimed = await ClaimOneAsync(await RegisterAsync());

        Assert.Equal((id, 2), Name(claimed));
        Assert.Equal((1, 1), (claimed.Attempt, claimed.Crashes));
    }

    [Fact]
    public async Task What_the_limit_leaves_over_is_rescued_the_next_time()
    {
        var ids = await EnqueueAllAsync(AJob(), AJob(), AJob());
        await ClaimAsync(await RegisterAsync());

        var first = await ExpireAndRescueAsync(limit: 2);
        var second = await RescueAsync(limit: 2);

        Assert.Equal(2, first.Count);
        Assert.Single(second);
        Assert.Equal(ids, first.Concat(second).Select(static job => job.JobId).Order());
        Assert.Empty(await RescueAsync(limit: 2));
    }

    [Fact]
    public async Task Crashes_outlive_retries()
    {
        var id = await EnqueueAsync(AJob());
        await ClaimOneAsync(await RegisterAsync());
        await ExpireAndRescueAsync();
        await FinishAsync(Retried(await ClaimOneAsync(await RegisterAsync()), TimeSpan.Zero));

        var job = await FindAsync(id);

        Assert.Equal((1, 2, 1), (job.Attempt, job.Claims, job.Crashes));
    }

    [Fact]
    public async Task Only_the_attempt_that_crashed_is_handed_back()
    {
        var id = await EnqueueAsync(AJob());
        await FinishAsync(Retried(await ClaimOneAsync(await RegisterAsync()), TimeSpan.Zero));
        await Storage.Maintenance.PromoteAsync(10, Token);
        await ClaimOneAsync(await RegisterAsync());

        await ExpireAndRescueAsync();

        Assert.Equal(1, (await FindAsync(id)).Attempt);
    }

    [Fact]
    public async Task A_rescuer_without_a_lease_of_its_own_takes_nothing()
    {
        // A server, or a machine with all its workers, stood still for longer than a lease; what waited in it is done first.
        var id = await EnqueueAsync(AJob());
        var worker = await RegisterAsync();
        var claimed = await ClaimOneAsync(worker);
        var other = await RegisterAsync();
        await Fixture.AdvanceClockAsync(TimeSpan.FromMinutes(2));

        Assert.Empty(await Storage.Maintenance.RescueAsync(other, 3, 100, Token));
        Assert.Empty(await Storage.Maintenance.RescueAsync(worker, 3, 100, Token));
        Assert.Empty(await Storage.Maintenance.RescueAsync(4_711, 3, 100, Token));

        Assert.Empty((await FinishAsync(Ended(claimed, OutcomeKind.Succeeded))).Late);
        Assert.Equal((JobState.Succeeded, 0), (await FindAsync(id)) is var job ? (job.State, job.Crashes) : default);
    }

    [Fact]
    public async Task Rescuers_at_once_count_each_crash_once()
    {
        var ids = await EnqueueAllAsync([.. Enumerable.Range(0, 100).Select(static _ => AJob())]);
        await ClaimAsync(await RegisterAsync());
        await Fixture.AdvanceClockAsync(TimeSpan.FromMinutes(2));
        var other = await Fixture.OpenAsync();
        int[] rescuers = [await RegisterAsync(), await RegisterAsync()];

        var rescued = await Task.WhenAll(
            Task.Run(async () => await Storage.Maintenance.RescueAsync(rescuers[0], 3, 1_000, Token), Token),
            Task.Run(async () => await other.Maintenance.RescueAsync(rescuers[1], 3, 1_000, Token), Token));

        Assert.Equal(ids, rescued.SelectMany(static jobs => jobs).Select(static job => job.JobId).Order());
        Assert.Equal(1, (await FindAsync(ids[0])).Crashes);
    }

    private async Task<IReadOnlyList<RescuedJob>> ExpireAndRescueAsync(int crashBudget = 3, int limit = 100)
    {
        await Fixture.AdvanceClockAsync(TimeSpan.FromMinutes(2));
        return await RescueAsync(crashBudget, limit);
    }
}
