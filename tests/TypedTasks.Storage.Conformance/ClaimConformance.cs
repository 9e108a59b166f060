using Xunit;

namespace TypedTasks.Storage.Conformance;

/// <summary>Claiming: who gets which jobs, and what a claim writes.</summary>
public abstract class ClaimConformance : StorageConformance
{
    [Fact]
    public async Task A_claim_that_looks_at_everything_lists_the_queues()
    {
        await EnqueueAllAsync(AJob(), AJob() with { Queue = "email" });
        var request = await RequestAsync(await RegisterAsync(), 1);

        var thorough = await Storage.Jobs.FinishAndClaimAsync([], request, Token);

        Assert.Equal(["default", "email"], (thorough.Queues ?? []).Select(static queue => queue.Name).Order());
        Assert.Equal(request.Queues[0], (thorough.Queues ?? []).Single(static queue => queue.Name == "default").Number);
    }

    [Fact]
    public async Task A_claim_says_what_the_job_is()
    {
        var id = await EnqueueAsync(AJob("""{"n":1}""") with { MaxAttempts = 4 });

        var claimed = await ClaimOneAsync(await RegisterAsync());

        Assert.Equal((id, 1), Name(claimed));
        Assert.Equal(await QueueAsync("default"), claimed.Queue);
        Assert.Equal(await ContractAsync(), claimed.Contract);
        Assert.Equal((1, 4, 0), (claimed.Attempt, claimed.MaxAttempts, claimed.Crashes));
        Assert.Equal((await FindAsync(id)).EnqueuedAt, claimed.EnqueuedAt);
        Assert.Equal("""{"n":1}"""u8.ToArray(), claimed.Payload);
    }

    [Fact]
    public async Task A_claimed_job_is_running_with_its_attempt_counted()
    {
        var id = await EnqueueAsync(AJob());

        await ClaimOneAsync(await RegisterAsync("web-7:42"));

        var job = await FindAsync(id);
        Assert.Equal(JobState.Running, job.State);
        Assert.Equal((1, 1), (job.Attempt, job.Claims));
        Assert.Equal("web-7:42", job.Worker);
        Assert.True(job.ClaimedAt >= job.EnqueuedAt);
    }

    [Fact]
    public async Task Nothing_ready_claims_nothing()
        => Assert.Empty(await ClaimAsync(await RegisterAsync()));

    [Fact]
    public async Task No_queue_claims_nothing()
    {
        await EnqueueAsync(AJob());
        var request = await RequestAsync(await RegisterAsync()) with { Queues = [] };

        Assert.Empty((await Storage.Jobs.FinishAndClaimAsync([], request, Token)).Claimed);
    }

    [Fact]
    public async Task No_more_than_the_limit_is_claimed()
    {
        var ids = await EnqueueAllAsync(AJob(), AJob(), AJob());

        var claimed = await ClaimAsync(await RegisterAsync(), 2);

        Assert.Equal(ids[..2], claimed.Select(static job => job.AttemptId.JobId));
        Assert.Equal(JobState.Ready, await StateAsync(ids[2]));
    }

    [Fact]
    public async Task The_limit_spans_all_queues()
    {
        await EnqueueAllAsync(AJob() with { Queue = "a" }, AJob() with { Queue = "b" }, AJob() with { Queue = "b" });

        Assert.Equal(2, (await ClaimAsync(await RegisterAsync(), 2, "a", "b")).Count);
    }

    [Fact]
    public async Task Other_queues_are_left_alone()
    {
        var ids = await EnqueueAllAsync(AJob() with { Queue = "email" }, AJob() with { Queue = "reports" });

        var claimed = await ClaimAsync(await RegisterAsync(), 10, "reports");

        Assert.Equal(ids[1], Assert.Single(claimed).AttemptId.JobId);
        Assert.Equal(JobState.Ready, await StateAsync(ids[0]));
    }

    [Fact]
    public async Task What_is_claimed_is_not_claimed_again()
    {
        var ids = await EnqueueAllAsync(AJob(), AJob());
        await ClaimAsync(await RegisterAsync("first"), 1);

        var claimed = await ClaimAsync(await RegisterAsync("second"));

        Assert.Equal(ids[1], Assert.Single(claimed).AttemptId.JobId);
    }

    [Fact]
    public async Task Jobs_of_unknown_tasks_are_claimed_too()
    {
        await EnqueueAsync(AJob() with { TaskName = "Shop.Unknown" });

        Assert.Single(await ClaimAsync(await RegisterAsync()));
    }

    [Fact]
    public async Task Claimers_at_once_in_several_processes_never_share_a_job()
    {
        var ids = await EnqueueAllAsync([.. Enumerable.Range(0, 400).Select(static _ => AJob())]);
        var storages = new[] { Storage, await Fixture.OpenAsync(), await Fixture.OpenAsync() };
        var requests = new List<ClaimRequest>();
        foreach (var storage in storages) requests.Add(await RequestAsync(await RegisterAsync(), 7));

        var claims = await Task.WhenAll(storages.Zip(requests).Select(pair => Task.Run(() => DrainAsync(pair.First, pair.Second), Token)));

        Assert.Equal(ids, claims.SelectMany(static claimed => claimed).Order());
    }

    [Fact]
    public async Task A_claim_that_is_not_thorough_sees_new_jobs_within_its_promise()
    {
        var request = await RequestAsync(await RegisterAsync(), 10) with { Thorough = false };
        await EnqueueAllAsync(AJob(), AJob());
        await Storage.Jobs.FinishAndClaimAsync([], request, Token);
        var better = await EnqueueAsync(AJob() with { Priority = 100 });

        // The claim before came back short, so this one looks at everything.
        var claimed = (await Storage.Jobs.FinishAndClaimAsync([], request, Token)).Claimed;

        Assert.Equal(better, Assert.Single(claimed).AttemptId.JobId);
    }

    private static async Task<List<long>> DrainAsync(IStorage storage, ClaimRequest request)
    {
        var claimed = new List<long>();
        var empty = 0;

        // Rows that another claimer holds are skipped, so one empty claim does not prove an empty queue.
        while (empty < 3)
        {
            var exchange = await storage.Jobs.FinishAndClaimAsync([], request, Token);
            empty = exchange.Claimed.Count == 0 ? empty + 1 : 0;
            claimed.AddRange(exchange.Claimed.Select(static job => job.AttemptId.JobId));
        }

        return claimed;
    }
}
