using TypedTasks.Storage;

namespace TypedTasks.Postgres.Tests.Jobs;

public sealed class ParkedJobsTests : PostgresTest
{
    private static readonly TaskContract Known = new("Shop.SendReceipt", 1);

    [Fact]
    public async Task A_parked_job_is_claimed_in_its_place_among_the_others()
    {
        var ids = await EnqueueAsync(AJob(), AJob() with { Priority = 1 }, AJob() with { Priority = -1 });
        await ParkAsync(1);

        Assert.Equal([ids[1], ids[0], ids[2]], await ClaimAsync(await RequestAsync(10, thorough: true, Known)));
    }

    [Fact]
    public async Task A_worker_that_does_not_know_the_contract_never_meets_a_parked_job_again()
    {
        await EnqueueAsync(AJob());
        await ParkAsync(1);

        Assert.Empty(await ClaimAsync(await RequestAsync(10, thorough: true, new TaskContract("Shop.Other", 1))));
        Assert.Equal(1, await Fixture.QueryAsync<int>($"select claims from {Fixture.Schema}.job"));
    }

    [Fact]
    public async Task Parked_jobs_are_claimed_within_a_second_during_a_backlog()
    {
        var ids = await EnqueueAsync(Jobs(20));
        await ParkAsync(1);
        var request = await RequestAsync(2, thorough: false, Known);
        await ClaimAsync(request);
        await ParkAsync(1);

        Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Contains(ids[2], await ClaimAsync(request));
    }

    [Fact]
    public async Task The_limit_holds_with_parked_and_ready_jobs()
    {
        await EnqueueAsync(Jobs(6));
        await ParkAsync(4);

        Assert.Equal(3, (await ClaimAsync(await RequestAsync(3, thorough: true, Known))).Length);
    }

    private async Task ParkAsync(int count)
    {
        var claimed = (await Storage.Jobs.FinishAndClaimAsync([], await RequestAsync(count, thorough: true), Token)).Claimed;
        await Storage.Jobs.FinishAndClaimAsync(
            [.. claimed.Select(job => new AttemptOutcome { Attempt = job.AttemptId, Kind = OutcomeKind.Parked })], null, Token);
    }
}
