using Xunit;

namespace TypedTasks.Storage.Conformance;

/// <summary>The order of claims: queue preference, priority, expectation, first in.</summary>
public abstract class ClaimOrderConformance : StorageConformance
{
    private static readonly DateTimeOffset Soon = new(2031, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task First_in_is_first_out()
    {
        var ids = await EnqueueAllAsync([.. Enumerable.Range(0, 50).Select(static _ => AJob())]);

        Assert.Equal(ids, await ClaimedIdsAsync());
    }

    [Fact]
    public async Task Higher_priority_comes_first_and_negative_last()
    {
        var ids = await EnqueueAllAsync(
            AJob() with { Priority = -5 },
            AJob(),
            AJob() with { Priority = 32_767 },
            AJob() with { Priority = -32_767 },
            AJob() with { Priority = 7 });

        Assert.Equal([ids[2], ids[4], ids[1], ids[0], ids[3]], await ClaimedIdsAsync());
    }

    [Fact]
    public async Task Within_a_priority_the_earliest_expected_comes_first_and_unset_last()
    {
        var ids = await EnqueueAllAsync(
            AJob(),
            AJob() with { ExpectedBy = Soon.AddDays(2) },
            AJob() with { ExpectedBy = Soon },
            AJob() with { ExpectedBy = Soon.AddDays(2) });

        Assert.Equal([ids[2], ids[1], ids[3], ids[0]], await ClaimedIdsAsync());
    }

    [Fact]
    public async Task Priority_outweighs_expectation()
    {
        var ids = await EnqueueAllAsync(AJob() with { ExpectedBy = Soon }, AJob() with { Priority = 1 });

        Assert.Equal([ids[1], ids[0]], await ClaimedIdsAsync());
    }

    [Fact]
    public async Task The_preferred_queue_outweighs_priority()
    {
        var ids = await EnqueueAllAsync(
            AJob() with { Queue = "low", Priority = 100 },
            AJob() with { Queue = "high", Priority = -100 },
            AJob() with { Queue = "low" });

        var claimed = await ClaimAsync(await RegisterAsync(), 10, "high", "low");

        Assert.Equal([ids[1], ids[0], ids[2]], claimed.Select(static job => job.AttemptId.JobId));
    }

    [Fact]
    public async Task The_limit_takes_the_best()
    {
        var ids = await EnqueueAllAsync(
            AJob() with { Queue = "low", Priority = 9 },
            AJob() with { Queue = "high" },
            AJob() with { Queue = "high", Priority = 1 });

        var claimed = await ClaimAsync(await RegisterAsync(), 2, "high", "low");

        Assert.Equal([ids[2], ids[1]], claimed.Select(static job => job.AttemptId.JobId));
    }

    [Fact]
    public async Task A_released_job_takes_its_old_place()
    {
        var ids = await EnqueueAllAsync(AJob(), AJob(), AJob());
        var worker = await RegisterAsync();
        await FinishAsync(Ended(await ClaimOneAsync(worker), OutcomeKind.Released));

        Assert.Equal(ids, (await ClaimAsync(worker)).Select(static job => job.AttemptId.JobId));
    }

    private async Task<IEnumerable<long>> ClaimedIdsAsync()
        => (await ClaimAsync(await RegisterAsync())).Select(static job => job.AttemptId.JobId);
}
