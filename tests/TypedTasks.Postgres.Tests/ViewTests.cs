using TypedTasks.Storage;

namespace TypedTasks.Postgres.Tests;

public sealed class ViewTests : PostgresTest
{
    [Fact]
    public async Task Jobs_are_shown_with_names_and_words()
    {
        var ids = await EnqueueAsync(
            AJob("email") with { Priority = 3 }, AJob("email"), AJob("email") with { Delay = TimeSpan.FromHours(1), Priority = -2 });
        await FinishFirstAsync(OutcomeKind.Succeeded);
        await FinishFirstAsync(OutcomeKind.Parked);

        Assert.Equal(
            [
                $"{ids[0]} Shop.SendReceipt 1 email Succeeded false 3 1 web-1:100",
                $"{ids[1]} Shop.SendReceipt 1 email Ready true 0 0 web-1:100",
                $"{ids[2]} Shop.SendReceipt 1 email Scheduled false -2 0",
            ],
            await Fixture.LinesAsync($"""
                select concat_ws(' ', id, task_name, version, queue, state, parked::text, priority, attempt, worker)
                from {Fixture.Schema}.jobs order by id
                """));
    }

    [Fact]
    public async Task Counts_and_queues_have_names()
    {
        await EnqueueAsync(AJob("email"), AJob("email"), AJob("reports"));
        await FinishFirstAsync(OutcomeKind.Failed);

        Assert.Equal(
            ["email Failed 1", "email Ready 1", "reports Ready 1"],
            await Fixture.LinesAsync($"select concat_ws(' ', queue, state, jobs) from {Fixture.Schema}.job_counts order by 1"));
        Assert.Equal(["email", "reports"], await Fixture.LinesAsync($"select name from {Fixture.Schema}.queues order by 1"));
    }

    [Fact]
    public async Task Errors_are_shown_with_the_worker_s_name()
    {
        var id = (await EnqueueAsync(AJob()))[0];
        await FinishFirstAsync(OutcomeKind.Failed);

        var line = Assert.Single(await Fixture.LinesAsync(
            $"select concat_ws(' ', job_id, attempt, worker, failed_at >= claimed_at, length(detail) > 0) from {Fixture.Schema}.job_errors"));
        Assert.Equal($"{id} 1 web-1:100 t t", line);
    }

    [Fact]
    public async Task A_worker_whose_lease_expired_is_lost()
    {
        await RegisterAsync("first");
        await Fixture.AdvanceClockAsync(TimeSpan.FromMinutes(2));
        await RegisterAsync("second");

        Assert.Equal(
            ["first web-1 100 * 4 lost", "second web-1 100 * 4 live"],
            await Fixture.LinesAsync($"select concat_ws(' ', name, host, process_id, queues, concurrency, state) from {Fixture.Schema}.workers order by name"));
    }

    [Fact]
    public async Task The_name_of_a_worker_outlives_it_as_long_as_its_jobs_do()
    {
        var id = (await EnqueueAsync(AJob()))[0];
        await FinishFirstAsync(OutcomeKind.Succeeded);
        await Fixture.AdvanceClockAsync(TimeSpan.FromMinutes(2));
        await RescueAsync();
        Assert.Equal("web-1:100", (await Storage.Reader.FindAsync(id, Token))?.Worker);

        await Fixture.AdvanceClockAsync(TimeSpan.FromHours(2));
        await Storage.Maintenance.PruneAsync(TimeSpan.FromHours(1), 10, Token);

        Assert.Equal(0, await Fixture.CountRowsAsync("worker_name"));
    }

    [Fact]
    public async Task Names_of_workers_are_pruned_after_the_last_batch_of_jobs_and_not_with_each()
    {
        // Whether a job that waits still bears a name is found by reading them all: 0.1 s for a million.
        await EnqueueAsync(AJob(), AJob(), AJob());
        for (var i = 0; i < 3; i++) await FinishFirstAsync(OutcomeKind.Succeeded);
        await Fixture.AdvanceClockAsync(TimeSpan.FromMinutes(2));
        await RescueAsync();
        await Fixture.AdvanceClockAsync(TimeSpan.FromHours(2));

        Assert.Equal(2, await Storage.Maintenance.PruneAsync(TimeSpan.FromHours(1), 2, Token));
        Assert.Equal(4, await Fixture.CountRowsAsync("worker_name"));
        Assert.Equal(1, await Storage.Maintenance.PruneAsync(TimeSpan.FromHours(1), 2, Token));
        Assert.Equal(0, await Fixture.CountRowsAsync("worker_name"));
    }

    [Fact]
    public async Task A_running_job_of_a_worker_nobody_knows_is_rescued()
    {
        var id = (await EnqueueAsync(AJob()))[0];
        await ClaimAsync(await RequestAsync(1, thorough: true));
        await Fixture.ExecuteAsync($"delete from {Fixture.Schema}.worker; delete from {Fixture.Schema}.worker_name");

        var rescued = await RescueAsync();

        Assert.Equal([new RescuedJob(id, "?", 1, Failed: false) { TaskName = "Shop.SendReceipt" }], rescued);
    }

    private async Task FinishFirstAsync(OutcomeKind kind)
    {
        var claimed = (await Storage.Jobs.FinishAndClaimAsync([], await RequestAsync(1, thorough: true), Token)).Claimed;
        await Storage.Jobs.FinishAndClaimAsync([new() { Attempt = claimed[0].AttemptId, Kind = kind, Error = kind == OutcomeKind.Failed ? new AttemptError { Attempt = 1, Type = "System.IO.IOException", Message = "The disk is full.", Detail = "at Shop" } : null }], null, Token);
    }
}
