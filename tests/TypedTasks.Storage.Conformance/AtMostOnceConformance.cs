using Xunit;

namespace TypedTasks.Storage.Conformance;

/// <summary>Jobs that may run at most once.</summary>
public abstract class AtMostOnceConformance : StorageConformance
{
    private static JobToStore Once => AJob() with { AtMostOnce = true, MaxAttempts = 1 };

    [Fact]
    public async Task A_claim_says_it()
    {
        await EnqueueAllAsync(Once, AJob());

        Assert.Equal([true, false], (await ClaimAsync(await RegisterAsync())).Select(static job => job.AtMostOnce));
    }

    [Fact]
    public async Task It_is_claimed_only_into_a_free_slot()
    {
        var ids = await EnqueueAllAsync(Once, AJob(), Once, AJob());
        var request = await RequestAsync(await RegisterAsync(), 4) with { FreeSlots = 1 };

        var first = (await Storage.Jobs.FinishAndClaimAsync([], request, Token)).Claimed.Select(static job => job.AttemptId.JobId);
        var second = (await Storage.Jobs.FinishAndClaimAsync([], request, Token)).Claimed.Select(static job => job.AttemptId.JobId);

        Assert.Equal([ids[0], ids[1], ids[3]], first);
        Assert.Equal([ids[2]], second);
    }

    [Fact]
    public async Task Without_a_free_slot_none_is_claimed()
    {
        await EnqueueAsync(Once);

        Assert.Empty((await Storage.Jobs.FinishAndClaimAsync([], await RequestAsync(await RegisterAsync(), 4) with { FreeSlots = 0 }, Token)).Claimed);
    }

    [Fact]
    public async Task When_its_worker_dies_it_fails_with_the_reason()
    {
        var id = await EnqueueAsync(Once);
        await ClaimOneAsync(await RegisterAsync("web-7:42"));

        await Fixture.AdvanceClockAsync(TimeSpan.FromMinutes(2));
        var rescued = await RescueAsync();

        Assert.Equal([new RescuedJob(id, "web-7:42", Crashes: 1, Failed: true) { TaskName = "Shop.SendReceipt" }], rescued);
        var job = await FindAsync(id);
        Assert.Equal((JobState.Failed, 1, 1), (job.State, job.Attempt, job.Crashes));
        Assert.Contains("at most once", job.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_its_worker_leaves_without_an_outcome_it_fails_and_its_neighbours_are_released()
    {
        var ids = await EnqueueAllAsync(Once, AJob());
        var worker = await RegisterAsync();
        await ClaimAsync(worker);

        await Storage.Workers.RemoveAsync(worker, Token);

        Assert.Equal((JobState.Failed, JobState.Ready), (await StateAsync(ids[0]), await StateAsync(ids[1])));
        Assert.Contains("at most once", (await FindAsync(ids[0])).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Released_before_it_started_it_can_be_claimed_again()
    {
        var id = await EnqueueAsync(Once);
        await FinishAsync(Ended(await ClaimOneAsync(await RegisterAsync()), OutcomeKind.Released));

        Assert.Equal((id, 1), (await ClaimOneAsync(await RegisterAsync())) is var again ? (again.AttemptId.JobId, again.Attempt) : default);
    }

    [Fact]
    public async Task Somebody_s_request_to_cancel_it_is_kept_when_its_worker_is_lost()
    {
        var id = await EnqueueAsync(Once);
        await ClaimOneAsync(await RegisterAsync());
        await Storage.Control.CancelAsync(id, "enough", Token);

        await Fixture.AdvanceClockAsync(TimeSpan.FromMinutes(2));
        await RescueAsync();

        Assert.Equal(JobState.Canceled, await StateAsync(id));
    }

    [Fact]
    public async Task It_stays_so_when_it_is_scheduled_or_has_an_id_of_its_own()
    {
        await EnqueueAllAsync(Once with { Delay = TimeSpan.FromSeconds(1) }, Once with { EnqueueId = Guid.NewGuid() });
        await Fixture.AdvanceClockAsync(TimeSpan.FromMinutes(1));
        await Storage.Maintenance.PromoteAsync(10, Token);

        Assert.All(await ClaimAsync(await RegisterAsync()), static job => Assert.True(job.AtMostOnce));
    }
}
