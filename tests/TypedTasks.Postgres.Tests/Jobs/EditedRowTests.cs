namespace TypedTasks.Postgres.Tests.Jobs;

/// <summary>Rows that somebody has changed by hand. They are not to be, but one of them must not hold up all others.</summary>
public sealed class EditedRowTests : PostgresTest
{
    [Theory]
    [InlineData("deadline = 'infinity'")]
    [InlineData("deadline = '-infinity'")]
    [InlineData("deadline = '294276-12-31'")]
    [InlineData("deadline = '4713-01-01 BC'")]
    [InlineData("expected_by = '-infinity'")]
    [InlineData("created_at = 'infinity'")]
    [InlineData("created_at = '4713-01-01 BC'")]
    [InlineData("attempts = -5, claims = -5, max_attempts = -1, crashes = -1")]
    [InlineData("rank = -32768")]
    [InlineData("settings = '7'")]
    [InlineData("payload = '7'")]
    public async Task It_is_claimed_with_all_others(string edit)
    {
        var jobs = await EnqueueAsync(Jobs(3));
        await Fixture.ExecuteAsync($"update {Fixture.Schema}.job set {edit} where id = {jobs[1]}");

        var request = await RequestAsync(10, thorough: true);
        var claimed = (await Storage.Jobs.FinishAndClaimAsync([], request, Token)).Claimed;

        Assert.Equal(jobs, claimed.Select(static job => job.AttemptId.JobId).Order());
        Assert.Equal(3, (await Storage.Reader.ListAsync(new(), Token)).Count);
    }

    [Fact]
    public async Task An_infinite_deadline_is_none_and_one_before_all_time_has_passed()
    {
        var jobs = await EnqueueAsync(Jobs(2));
        await Fixture.ExecuteAsync($"update {Fixture.Schema}.job set deadline = case id when {jobs[0]} then 'infinity' else '-infinity' end::timestamptz");

        var claimed = (await Storage.Jobs.FinishAndClaimAsync([], await RequestAsync(10, thorough: true), Token)).Claimed;

        Assert.True(claimed[0].StartWithin > TimeSpan.FromDays(1_000_000));
        Assert.True(claimed[1].StartWithin < TimeSpan.FromDays(-1_000_000));
        Assert.True(claimed[1].StartWithin - TimeSpan.FromDays(1000) < TimeSpan.Zero); // a worker subtracts what has passed since
    }

    [Theory]
    [InlineData("infinity")]
    [InlineData("294276-12-31")]
    public async Task A_job_put_off_for_ever_leaves_others_to_be_promoted(string runAt)
    {
        var jobs = await EnqueueAsync([.. Jobs(2).Select(static job => job with { Delay = TimeSpan.FromMinutes(1) })]);
        await Fixture.ExecuteAsync($"update {Fixture.Schema}.job set run_at = '{runAt}' where id = {jobs[0]}");

        Assert.InRange((await Storage.Maintenance.PromoteAsync(10, Token)).NextIn.GetValueOrDefault(), TimeSpan.Zero, TimeSpan.FromMinutes(1));
        await Fixture.AdvanceClockAsync(TimeSpan.FromMinutes(2));
        var promotion = await Storage.Maintenance.PromoteAsync(10, Token);

        Assert.Equal(1, promotion.Count);
        Assert.True(promotion.NextIn > TimeSpan.FromDays(1_000_000));
    }

    [Fact]
    public async Task A_worker_whose_lease_never_ends_keeps_no_other_from_renewing_its_own()
    {
        var (eternal, other) = (await RegisterAsync(), await RegisterAsync());
        await Fixture.ExecuteAsync($"update {Fixture.Schema}.worker set lease_expires_at = 'infinity' where number = {eternal}");

        var renewal = Storage.Workers.Renew(other, TimeSpan.FromMinutes(1), holdsJobs: true);

        Assert.True(renewal.Alive);
        Assert.True(renewal.NextLeaseEnd > TimeSpan.FromDays(1_000_000));
    }
}
