using Xunit;

namespace TypedTasks.Storage.Conformance;

/// <summary>Jobs set aside for workers that know their task.</summary>
public abstract class ParkedConformance : StorageConformance
{
    [Fact]
    public async Task A_parked_job_is_ready_with_its_attempt_handed_back()
    {
        var id = await ParkAsync();

        var job = await FindAsync(id);

        Assert.Equal((JobState.Ready, 0, 1), (job.State, job.Attempt, job.Claims));
    }

    [Fact]
    public async Task Workers_that_do_not_know_the_task_pass_it_by()
    {
        await ParkAsync();
        var next = await EnqueueAsync(AJob());

        var claimed = await ClaimAsync(await RegisterAsync());

        Assert.Equal(next, Assert.Single(claimed).AttemptId.JobId);
    }

    [Fact]
    public async Task A_worker_that_knows_the_task_claims_it()
    {
        var id = await ParkAsync();
        var request = await RequestAsync(await RegisterAsync()) with { Contracts = [await ContractAsync(), await ContractAsync("Shop.Newer", 2)] };

        var claimed = (await Storage.Jobs.FinishAndClaimAsync([], request, Token)).Claimed;

        Assert.Equal((id, 2), Name(Assert.Single(claimed)));
    }

    [Fact]
    public async Task Knowing_another_version_is_not_enough()
    {
        await ParkAsync();
        var request = await RequestAsync(await RegisterAsync()) with { Contracts = [await ContractAsync("Shop.Newer", 1)] };

        Assert.Empty((await Storage.Jobs.FinishAndClaimAsync([], request, Token)).Claimed);
    }

    [Fact]
    public async Task A_parked_job_keeps_to_its_queue()
    {
        await ParkAsync();
        var request = await RequestAsync(await RegisterAsync(), 10, "other") with { Contracts = [await ContractAsync("Shop.Newer", 2)] };

        Assert.Empty((await Storage.Jobs.FinishAndClaimAsync([], request, Token)).Claimed);
    }

    [Fact]
    public async Task Parked_and_ready_jobs_share_the_limit()
    {
        await ParkAsync();
        await EnqueueAllAsync(AJob(), AJob(), AJob());
        var request = await RequestAsync(await RegisterAsync(), 2) with { Contracts = [await ContractAsync("Shop.Newer", 2)] };

        Assert.Equal(2, (await Storage.Jobs.FinishAndClaimAsync([], request, Token)).Claimed.Count);
        Assert.Equal(2, (await Storage.Jobs.FinishAndClaimAsync([], request, Token)).Claimed.Count);
    }

    [Fact]
    public async Task A_parked_job_can_be_canceled()
    {
        var id = await ParkAsync();

        Assert.True(await Storage.Control.CancelAsync(id, "Not needed.", Token));
        Assert.Equal(JobState.Canceled, await StateAsync(id));
    }

    private async Task<long> ParkAsync()
    {
        var id = await EnqueueAsync(AJob() with { TaskName = "Shop.Newer", Version = 2 });
        await FinishAsync(Ended(await ClaimOneAsync(await RegisterAsync()), OutcomeKind.Parked));
        return id;
    }
}
