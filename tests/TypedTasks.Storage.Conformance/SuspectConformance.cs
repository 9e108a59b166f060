using Xunit;

namespace TypedTasks.Storage.Conformance;

/// <summary>Jobs whose crash budget is all but used up: they run alone, and only a death then fails them.</summary>
public abstract class SuspectConformance : StorageConformance
{
    private const int Budget = 3;

    [Fact]
    public async Task One_crash_short_of_its_budget_a_job_is_set_aside()
    {
        var id = await BecomeSuspectAsync();

        Assert.Equal((JobState.Ready, 0, Budget - 1), await StandingAsync(id));
        Assert.Empty(await ClaimAsync(await RegisterAsync()));
    }

    [Fact]
    public async Task A_claim_tells_whether_suspects_wait()
    {
        var worker = await RegisterAsync();
        var request = await RequestAsync(worker);
        Assert.False((await Storage.Jobs.FinishAndClaimAsync([], request, Token)).SuspectsWait);

        await BecomeSuspectAsync();

        request = await RequestAsync(await RegisterAsync());
        Assert.True((await Storage.Jobs.FinishAndClaimAsync([], request, Token)).SuspectsWait);
        Assert.False((await Storage.Jobs.FinishAndClaimAsync([], request with { Contracts = [await ContractAsync("Shop.Other")] }, Token)).SuspectsWait);
        Assert.False((await Storage.Jobs.FinishAndClaimAsync([], request with { Queues = [await QueueAsync("other")] }, Token)).SuspectsWait);
    }

    [Theory]
    [InlineData(ClaimKind.Hold)]
    [InlineData(ClaimKind.Alone)]
    public async Task One_suspect_is_claimed_at_a_time(ClaimKind kind)
    {
        long[] ids = [await BecomeSuspectAsync(), await BecomeSuspectAsync()];
        await EnqueueAsync(AJob());

        var first = await ClaimSuspectAsync(await RegisterAsync(), kind);
        var second = await ClaimSuspectAsync(await RegisterAsync(), kind);

        Assert.Equal((ids[0], ids[1]), (first?.AttemptId.JobId, second?.AttemptId.JobId));
        Assert.Null(await ClaimSuspectAsync(await RegisterAsync(), kind));
    }

    [Fact]
    public async Task Who_does_not_know_its_contract_claims_no_suspect()
    {
        await BecomeSuspectAsync();
        var request = await RequestAsync(await RegisterAsync(), 1) with { Contracts = [await ContractAsync("Shop.Other")], Kind = ClaimKind.Alone };

        Assert.Empty((await Storage.Jobs.FinishAndClaimAsync([], request, Token)).Claimed);
    }

    [Fact]
    public async Task A_death_during_the_run_alone_fails_the_job_with_the_reason()
    {
        var id = await BecomeSuspectAsync();
        await ClaimSuspectAsync(await RegisterAsync("web-9:9"), ClaimKind.Alone);

        var rescued = await ExpireAndRescueAsync();

        Assert.Equal([new RescuedJob(id, "web-9:9", Budget, Failed: true) { TaskName = "Shop.SendReceipt" }], rescued);
        var job = await FindAsync(id);
        Assert.Equal((JobState.Failed, Budget), (job.State, job.Crashes));
        Assert.Contains("web-9:9", job.Reason, StringComparison.Ordinal);
        Assert.NotNull(job.FinishedAt);
    }

    [Fact]
    public async Task A_death_while_it_is_held_is_not_its_own_doing()
    {
        var id = await BecomeSuspectAsync();
        await ClaimSuspectAsync(await RegisterAsync(), ClaimKind.Hold);

        await ExpireAndRescueAsync();

        Assert.Equal((JobState.Ready, 0, Budget - 1), await StandingAsync(id));
        Assert.Equal(id, (await ClaimSuspectAsync(await RegisterAsync(), ClaimKind.Alone))?.AttemptId.JobId);
    }

    [Fact]
    public async Task Released_it_is_a_suspect_still()
    {
        var id = await BecomeSuspectAsync();
        var held = await ClaimSuspectAsync(await RegisterAsync(), ClaimKind.Hold);

        await FinishAsync(Ended(held!, OutcomeKind.Released)); // ! claimed just above

        Assert.Empty(await ClaimAsync(await RegisterAsync()));
        Assert.Equal(id, (await ClaimSuspectAsync(await RegisterAsync(), ClaimKind.Alone))?.AttemptId.JobId);
    }

    [Fact]
    public async Task Tried_again_it_is_a_suspect_still_and_was_not_alone_while_it_is_held()
    {
        var id = await BecomeSuspectAsync();
        await FinishAsync(Retried((await ClaimSuspectAsync(await RegisterAsync(), ClaimKind.Alone))!, TimeSpan.Zero)); // ! there is one
        await Storage.Maintenance.PromoteAsync(10, Token);
        Assert.Empty(await ClaimAsync(await RegisterAsync()));
        await ClaimSuspectAsync(await RegisterAsync(), ClaimKind.Hold);

        await ExpireAndRescueAsync();

        Assert.Equal((JobState.Ready, 1, Budget - 1), await StandingAsync(id));
    }

    [Fact]
    public async Task A_worker_that_leaves_gives_its_suspect_back()
    {
        await BecomeSuspectAsync();
        var worker = await RegisterAsync();
        await ClaimSuspectAsync(worker, ClaimKind.Alone);

        await Storage.Workers.RemoveAsync(worker, Token);

        Assert.NotNull(await ClaimSuspectAsync(await RegisterAsync(), ClaimKind.Alone));
    }

    [Fact]
    public async Task A_suspect_can_be_canceled()
    {
        var id = await BecomeSuspectAsync();

        Assert.True(await Storage.Control.CancelAsync(id, "enough", Token));

        Assert.Equal(JobState.Canceled, await StateAsync(id));
    }

    [Fact]
    public async Task It_is_counted_and_listed_as_ready()
    {
        var id = await BecomeSuspectAsync();

        Assert.Equal([id], (await Storage.Reader.ListAsync(new JobFilter { State = JobState.Ready }, Token)).Select(static job => job.Id));
        Assert.Equal([(JobState.Ready, 1L)], (await Storage.Reader.CountAsync(Token)).Select(static count => (count.State, count.Count)));
    }

    private async Task<long> BecomeSuspectAsync()
    {
        var id = await EnqueueAsync(AJob());
        for (var crash = 1; crash < Budget; crash++)
        {
            await ClaimOneAsync(await RegisterAsync($"web-{crash}:1"));
            await ExpireAndRescueAsync();
        }

        return id;
    }

    private async Task<ClaimedJob?> ClaimSuspectAsync(int worker, ClaimKind kind)
        => (await Storage.Jobs.FinishAndClaimAsync([], await RequestAsync(worker, 1) with { Kind = kind }, Token)).Claimed.SingleOrDefault();

    private async Task<IReadOnlyList<RescuedJob>> ExpireAndRescueAsync()
    {
        await Fixture.AdvanceClockAsync(TimeSpan.FromMinutes(2));
        return await RescueAsync(Budget);
    }

    private async Task<(JobState State, int Attempt, int Crashes)> StandingAsync(long id)
    {
        var job = await FindAsync(id);
        return (job.State, job.Attempt, job.Crashes);
    }
}
