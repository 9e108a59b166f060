using Xunit;

namespace TypedTasks.Storage.Conformance;

/// <summary>Workers, their leases, and leaving.</summary>
public abstract class LeaseConformance : StorageConformance
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task Workers_get_numbers_of_their_own_even_with_equal_names()
    {
        var first = await RegisterAsync("same");
        var second = await RegisterAsync("same");

        Assert.NotEqual(first, second);
    }

    [Fact]
    public async Task A_name_that_no_database_holds_is_cleaned()
    {
        var worker = await RegisterAsync("web\0one\ud800");

        Assert.True(Storage.Workers.Renew(worker, Lease, holdsJobs: true).Alive);
    }

    [Fact]
    public async Task A_worker_s_number_is_never_used_again()
    {
        var first = await RegisterAsync();
        await Storage.Workers.RemoveAsync(first, Token);

        Assert.NotEqual(first, await RegisterAsync());
    }

    [Fact]
    public async Task A_lease_renewed_in_time_lives()
    {
        var worker = await RegisterAsync(lease: Lease);
        await EnqueueAsync(AJob());
        await ClaimOneAsync(worker);

        for (var i = 0; i < 3; i++)
        {
            await Fixture.AdvanceClockAsync(TimeSpan.FromSeconds(10));
            Assert.True(Storage.Workers.Renew(worker, Lease, holdsJobs: true).Alive);
        }

        Assert.Empty(await RescueAsync());
    }

    [Fact]
    public async Task A_renewal_tells_how_soon_another_worker_s_lease_ends()
    {
        var worker = await RegisterAsync(lease: Lease);
        var alone = Storage.Workers.Renew(worker, Lease, holdsJobs: true).NextLeaseEnd;
        await RegisterAsync(lease: TimeSpan.FromMinutes(5));
        var first = await RegisterAsync(lease: TimeSpan.FromMinutes(1));
        var amongOthers = Storage.Workers.Renew(worker, Lease, holdsJobs: true).NextLeaseEnd;
        await Storage.Workers.RemoveAsync(first, Token);
        await Fixture.AdvanceClockAsync(TimeSpan.FromSeconds(10));
        var later = Storage.Workers.Renew(worker, TimeSpan.FromHours(1), holdsJobs: true).NextLeaseEnd;
        await Fixture.AdvanceClockAsync(TimeSpan.FromMinutes(10));
        var ended = Storage.Workers.Renew(worker, Lease, holdsJobs: true).NextLeaseEnd;

        Assert.Null(alone);
        Assert.InRange(amongOthers.GetValueOrDefault(), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1));
        Assert.InRange(later.GetValueOrDefault(), TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(10));
        Assert.InRange(ended.GetValueOrDefault(TimeSpan.MaxValue), TimeSpan.FromHours(-1), TimeSpan.Zero);
    }

    [Fact]
    public async Task A_renewal_tells_how_many_others_with_a_lease_serve_the_same_queues()
    {
        var worker = await RegisterAsync(lease: TimeSpan.FromHours(1));
        var alone = Storage.Workers.Renew(worker, TimeSpan.FromHours(1), holdsJobs: false).OtherWorkers;
        await RegisterAsync(lease: TimeSpan.FromMinutes(1));
        await RegisterAsync(lease: TimeSpan.FromMinutes(5));
        var elsewhere = new WorkerRegistration { Name = "web-2:100", Host = "web-2", ProcessId = 100, Queues = "mail", Concurrency = 4 };
        await Storage.Workers.RegisterAsync(elsewhere, TimeSpan.FromHours(1), Token);
        var three = Storage.Workers.Renew(worker, TimeSpan.FromHours(1), holdsJobs: true).OtherWorkers;
        await Fixture.AdvanceClockAsync(TimeSpan.FromMinutes(2));
        var oneLost = Storage.Workers.Renew(worker, TimeSpan.FromHours(1), holdsJobs: false).OtherWorkers;

        Assert.Equal((0, 2, 1), (alone, three, oneLost));
    }

    [Fact]
    public async Task A_lease_that_expired_stays_dead()
    {
        var worker = await RegisterAsync(lease: Lease);
        await Fixture.AdvanceClockAsync(TimeSpan.FromSeconds(16));

        Assert.False(Storage.Workers.Renew(worker, Lease, holdsJobs: true).Alive);
        Assert.False(Storage.Workers.Renew(worker, Lease, holdsJobs: true).Alive);
    }

    [Fact]
    public void An_unknown_worker_has_no_lease()
    {
        var renewal = Storage.Workers.Renew(4_711, Lease, holdsJobs: true);

        Assert.False(renewal.Alive);
        Assert.Empty(renewal.Cancel);
    }

    [Fact]
    public async Task What_a_worker_has_claimed_is_listed()
    {
        await EnqueueAllAsync(AJob(), AJob(), AJob(), AJob());
        var worker = await RegisterAsync("first");
        var claimed = await ClaimAsync(worker, 3);
        await ClaimOneAsync(await RegisterAsync("second"));
        await FinishAsync(Ended(claimed[0], OutcomeKind.Succeeded));

        var listed = await Storage.Workers.ListClaimedAsync(worker, Token);

        Assert.Equal([claimed[1].AttemptId, claimed[2].AttemptId], listed.OrderBy(static attempt => attempt.JobId));
    }

    [Fact]
    public async Task Removing_a_worker_releases_its_jobs()
    {
        var id = await EnqueueAsync(AJob());
        var worker = await RegisterAsync();
        var claimed = await ClaimOneAsync(worker);

        await Storage.Workers.RemoveAsync(worker, Token);

        var job = await FindAsync(id);
        Assert.Equal((JobState.Ready, 0, 1, 0), (job.State, job.Attempt, job.Claims, job.Crashes));
        Assert.False(Storage.Workers.Renew(worker, Lease, holdsJobs: true).Alive);
        Assert.Equal([claimed.AttemptId], (await FinishAsync(Ended(claimed, OutcomeKind.Succeeded))).Late);
    }

    [Fact]
    public async Task Removing_a_worker_leaves_other_workers_jobs()
    {
        var ids = await EnqueueAllAsync(AJob(), AJob());
        var first = await RegisterAsync("first");
        await ClaimOneAsync(first);
        await ClaimOneAsync(await RegisterAsync("second"));

        await Storage.Workers.RemoveAsync(first, Token);

        Assert.Equal(JobState.Ready, await StateAsync(ids[0]));
        Assert.Equal(JobState.Running, await StateAsync(ids[1]));
    }

    [Fact]
    public async Task A_finished_job_still_names_its_worker_when_that_has_left()
    {
        var id = await EnqueueAsync(AJob());
        var worker = await RegisterAsync("web-7:42");
        var claimed = await ClaimOneAsync(worker);
        await FinishAsync(Ended(claimed, OutcomeKind.Failed) with { Error = AnError(claimed) });
        await Storage.Workers.RemoveAsync(worker, Token);
        await Storage.Maintenance.PruneAsync(TimeSpan.FromHours(1), 100, Token);

        var job = await FindAsync(id);

        Assert.Equal(("web-7:42", "web-7:42"), (job.Worker, Assert.Single(job.Errors).Worker));
    }

    [Fact]
    public async Task Removing_a_worker_twice_is_harmless()
    {
        var worker = await RegisterAsync();

        await Storage.Workers.RemoveAsync(worker, Token);
        await Storage.Workers.RemoveAsync(worker, Token);

        Assert.Empty(await RescueAsync());
    }

    [Fact]
    public async Task A_worker_whose_lease_is_over_claims_nothing()
    {
        // The server stood still with its claim in flight: what it got would be taken from it at once, and what may run at most once would fail.
        await EnqueueAsync(AJob());
        var worker = await RegisterAsync(lease: Lease);
        await Fixture.AdvanceClockAsync(Lease + TimeSpan.FromSeconds(1));

        Assert.Empty(await ClaimAsync(worker));
        Assert.Single(await ClaimAsync(await RegisterAsync()));
    }

    [Fact]
    public async Task A_claim_of_a_removed_worker_loses_no_job()
    {
        var id = await EnqueueAsync(AJob());
        var worker = await RegisterAsync();
        await Storage.Workers.RemoveAsync(worker, Token);

        // Whether it gets the job or not: a rescue must see to it that somebody else can run it.
        await ClaimAsync(worker);
        await RescueAsync();

        Assert.Equal(id, (await ClaimOneAsync(await RegisterAsync())).AttemptId.JobId);
    }
}
