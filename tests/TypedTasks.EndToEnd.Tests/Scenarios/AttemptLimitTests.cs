using TypedTasks.EndToEnd.Tests.Databases;

namespace TypedTasks.EndToEnd.Tests.Scenarios;

/// <summary>Timeouts, deadlines and retry policies of single jobs, through the real host on both databases.</summary>
public sealed class AttemptLimitTests
{
    private readonly CancellationToken _limit = TimeLimit.Create();

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_task_that_ignores_its_timeout_is_abandoned_and_others_run_in_its_slot(DatabaseKind kind)
    {
        await using var database = await TestDatabases.CreateAsync(kind);
        await using var host = new ScenarioHost(database, worker => worker.Concurrency(1).Configure(options =>
        {
            options.AbandonAfter = TimeSpan.FromMilliseconds(100);
            options.MaxAbandoned = 2;
        }));
        await host.StartAsync(_limit);

        var stuck = await Ignore.EnqueueAsync(host.Client, "stuck", new EnqueueOptions { Timeout = TimeSpan.FromMilliseconds(100), MaxAttempts = 1 }, _limit);
        var next = await Note.EnqueueAsync(host.Client, "next", cancellationToken: _limit);

        await next.WaitAsync(_limit);
        await Assert.ThrowsAsync<JobFailedException>(() => stuck.WaitAsync(_limit));
        var failed = await host.Client.FindAsync(stuck.Id, _limit);
        var error = Assert.Single(failed!.Errors); // ! it has failed, so it is there
        Assert.Equal("TypedTasks.AttemptTimedOutException", error.Type);
        Assert.Contains("it was abandoned", error.Message, StringComparison.Ordinal);
        Assert.Equal(["stuck", "next"], host.Journal.Entries);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_task_that_heeds_its_timeout_has_failed_and_is_tried_again(DatabaseKind kind)
    {
        await using var database = await TestDatabases.CreateAsync(kind);
        await using var host = new ScenarioHost(database);
        await host.StartAsync(_limit);

        await Hold.EnqueueAsync(
            host.Client, "held", new EnqueueOptions { Timeout = TimeSpan.FromMilliseconds(50), RetryPolicy = RetryPolicy.Fixed(TimeSpan.FromMilliseconds(10)) }, _limit);

        await host.Journal.WaitForAsync(3, _limit);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_job_past_its_deadline_is_canceled_by_the_database_s_clock(DatabaseKind kind)
    {
        await using var database = await TestDatabases.CreateAsync(kind);
        await using var host = new ScenarioHost(database);

        var late = await Note.EnqueueAsync(host.Client, "late", new EnqueueOptions { Deadline = TimeProvider.System.GetUtcNow().AddHours(-1) }, _limit);
        await Note.EnqueueAsync(host.Client, "in time", new EnqueueOptions { Deadline = TimeProvider.System.GetUtcNow().AddHours(1) }, _limit);
        await host.RunUntilIdleAsync(_limit);

        Assert.Equal(["in time"], host.Journal.Entries);
        var job = await host.Client.FindAsync(late.Id, _limit);
        Assert.Equal((JobState.Canceled, 0, "its deadline passed before it could start"), (job!.State, job.Attempt, job.Reason)); // ! it was stored
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_job_s_own_retry_policy_reaches_the_worker(DatabaseKind kind)
    {
        await using var database = await TestDatabases.CreateAsync(kind);
        await using var host = new ScenarioHost(database);

        var job = await Stumble.EnqueueAsync(host.Client, "a", new EnqueueOptions { RetryPolicy = RetryPolicy.Fixed(TimeSpan.FromHours(7)) }, _limit);
        await host.RunUntilIdleAsync(_limit);

        var waiting = await host.Client.FindAsync(job.Id, _limit);
        var error = Assert.Single(waiting!.Errors); // ! it was stored
        Assert.Equal(JobState.Scheduled, waiting.State);
        Assert.Equal(error.FailedAt + TimeSpan.FromHours(7), waiting.RunAt);
        Assert.InRange(error.ClaimedAt, waiting.EnqueuedAt, error.FailedAt);
    }
}
