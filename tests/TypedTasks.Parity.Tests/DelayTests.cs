using TypedTasks.Parity.Tests.Harness;
using TypedTasks.Parity.Tests.Shop;

namespace TypedTasks.Parity.Tests;

public sealed class DelayTests
{
    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task A_job_for_a_moment_runs_at_that_moment(Database database)
    {
        await using var shop = await TestShop.OpenAsync(database);
        var enqueued = (await shop.FindAsync(await Note.EnqueueAsync(shop.Client, "now"))).EnqueuedAt;
        var job = await Note.EnqueueAsync(shop.Client, "tomorrow", new EnqueueOptions { RunAt = enqueued.AddDays(1).ToOffset(TimeSpan.FromHours(2)) });

        await shop.AdvanceClockAsync(TimeSpan.FromHours(23));
        await shop.RunUntilIdleAsync();
        Assert.Equal(["now"], shop.Diary.Lines);
        Assert.Equal(JobState.Scheduled, (await shop.FindAsync(job)).State);

        await shop.AdvanceClockAsync(TimeSpan.FromHours(1));
        await shop.RunUntilIdleAsync();
        Assert.Equal(["now", "tomorrow"], shop.Diary.Lines);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task A_task_s_own_delay_and_expectation_hold(Database database)
    {
        await using var shop = await TestShop.OpenAsync(database);

        var job = await shop.FindAsync(await Remind.EnqueueAsync(shop.Client, "Ann"));

        Assert.Equal(JobState.Scheduled, job.State);
        Assert.Equal(job.EnqueuedAt.AddMinutes(5), job.RunAt);
        Assert.Equal(job.EnqueuedAt.AddMinutes(10), job.ExpectedBy);
        Assert.Equal(3, job.MaxAttempts);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task An_enqueue_overrides_the_task_s_own_delay_and_expectation(Database database)
    {
        await using var shop = await TestShop.OpenAsync(database);
        var noon = new DateTimeOffset(2031, 1, 1, 12, 0, 0, TimeSpan.Zero);

        var handle = await Remind.EnqueueAsync(shop.Client, "Ann", new EnqueueOptions { Delay = TimeSpan.Zero, ExpectedBy = noon, MaxAttempts = 7 });
        var job = await shop.FindAsync(handle);
        await shop.RunUntilIdleAsync();

        Assert.Equal((noon, 7), (job.ExpectedBy, job.MaxAttempts));
        Assert.Equal(["reminded Ann"], shop.Diary.Lines);
    }

    /// <summary>So says docs/testing.md.</summary>
    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task A_burst_leaves_what_waits_and_one_attempt_or_a_short_pause_ends_it(Database database)
    {
        await using var shop = await TestShop.OpenAsync(database);
        var once = await Remind.EnqueueAsync(shop.Client, "nobody", new EnqueueOptions { Delay = TimeSpan.Zero, MaxAttempts = 1 });
        var later = await Note.EnqueueAsync(shop.Client, "later", new EnqueueOptions { Delay = TimeSpan.FromHours(1) });

        await shop.RunUntilIdleAsync();

        await Assert.ThrowsAsync<JobFailedException>(() => once.WaitAsync(TestShop.Token));
        var waiting = await shop.FindAsync(later);
        Assert.Equal((JobState.Scheduled, TimeSpan.FromHours(1)), (waiting.State, waiting.RunAt - waiting.EnqueuedAt));

        var soon = new EnqueueOptions { Delay = TimeSpan.Zero, RetryPolicy = RetryPolicy.Default with { Delay = TimeSpan.FromMilliseconds(1) } };
        var again = await Remind.EnqueueAsync(shop.Client, "nobody", soon);
        await shop.Host.StartAsync(TestShop.Token);
        await Assert.ThrowsAsync<JobFailedException>(() => again.WaitAsync(TestShop.Token));
        await shop.Host.StopAsync(TestShop.Token);
        Assert.Equal(3, (await shop.FindAsync(again)).Attempt);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task A_failing_job_is_tried_again_after_its_pause_until_no_attempt_is_left(Database database)
    {
        await using var shop = await TestShop.OpenAsync(database);
        var job = await Remind.EnqueueAsync(shop.Client, "nobody", new EnqueueOptions { Delay = TimeSpan.Zero });

        await shop.RunUntilIdleAsync();
        var failed = await shop.FindAsync(job);
        Assert.Equal((JobState.Scheduled, 1), (failed.State, failed.Attempt));
        Assert.InRange((failed.RunAt - failed.Errors[0].FailedAt)!.Value, TimeSpan.FromSeconds(40), TimeSpan.FromSeconds(80)); // ! a failed attempt has been put off; 60 seconds and jitter

        for (var attempt = 2; attempt <= 3; attempt++)
        {
            await shop.AdvanceClockAsync(TimeSpan.FromMinutes(5));
            await shop.RunUntilIdleAsync();
        }

        var ended = await shop.FindAsync(job);
        Assert.Equal((JobState.Failed, 3), (ended.State, ended.Attempt));
        Assert.Equal(["(attempt 1)", "(attempt 2)", "(attempt 3)"], ended.Errors.Select(error => error.Message[^12..^1]));
        Assert.Empty(shop.Diary.Lines);
    }
}
