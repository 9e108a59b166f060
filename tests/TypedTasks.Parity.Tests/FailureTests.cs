using TypedTasks.Parity.Tests.Harness;
using TypedTasks.Parity.Tests.Shop;

namespace TypedTasks.Parity.Tests;

/// <summary>What becomes of jobs that fail, and of their neighbours.</summary>
public sealed class FailureTests
{
    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task A_task_that_throws_holds_up_no_other_and_waits_its_turn(Database database)
    {
        await using var shop = await TestShop.OpenAsync(database, worker => worker.Concurrency(1));
        var failing = await Remind.EnqueueAsync(shop.Client, "nobody", new EnqueueOptions { Delay = TimeSpan.Zero, Priority = 9 });
        await Note.EnqueueAsync(shop.Client, "next");

        await shop.RunUntilIdleAsync();

        Assert.Equal(["next"], shop.Diary.Lines);
        var waiting = await shop.FindAsync(failing);
        Assert.Equal((JobState.Scheduled, 1), (waiting.State, waiting.Attempt));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task A_failed_job_keeps_type_message_stack_queue_and_reason(Database database)
    {
        await using var shop = await TestShop.OpenAsync(database);
        var options = new EnqueueOptions { Delay = TimeSpan.Zero, MaxAttempts = 1, Queue = "reminders" };
        var failing = await Remind.EnqueueAsync(shop.Client, "nobody", options);

        await shop.RunUntilIdleAsync();

        var failed = await shop.FindAsync(failing);
        var error = Assert.Single(failed.Errors);
        Assert.Equal((JobState.Failed, "reminders", """{"customer":"nobody"}"""), (failed.State, failed.Queue, failed.Payload));
        Assert.Equal(("System.InvalidOperationException", "There is nobody to remind (attempt 1)."), (error.Type, error.Message));
        Assert.Contains(nameof(OfficeTasks.RemindAsync), error.Detail, StringComparison.Ordinal);
        Assert.Contains("There is nobody to remind", failed.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task A_failed_job_that_is_retried_runs_at_once_in_its_own_queue_and_keeps_its_errors(Database database)
    {
        await using var shop = await TestShop.OpenAsync(database, worker => worker.Queues("reminders"));
        var failing = await Remind.EnqueueAsync(shop.Client, "nobody", new EnqueueOptions { Delay = TimeSpan.Zero, MaxAttempts = 1, Queue = "reminders" });
        await shop.RunUntilIdleAsync();

        Assert.Equal(RetryAnswer.Retried, await shop.Client.RetryAsync(failing.Id, TestShop.Token));

        Assert.Equal(JobState.Ready, (await shop.FindAsync(failing)).State);
        await shop.RunUntilIdleAsync();
        var failed = await shop.FindAsync(failing);
        Assert.Equal((JobState.Failed, "reminders", 2, 2), (failed.State, failed.Queue, failed.Attempt, failed.MaxAttempts));
        Assert.Equal(["There is nobody to remind (attempt 1).", "There is nobody to remind (attempt 2)."], failed.Errors.Select(static error => error.Message));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task A_result_that_JSON_can_not_hold_fails_the_job_and_never_leaves_it_running(Database database)
    {
        await using var shop = await TestShop.OpenAsync(database);
        var good = await Divide.EnqueueAsync(shop.Client, 1, 2);
        var bad = await Divide.EnqueueAsync(shop.Client, 0, 0);

        await shop.RunUntilIdleAsync();

        Assert.Equal(JobState.Succeeded, (await shop.FindAsync(good)).State);
        var failed = await shop.FindAsync(bad);
        Assert.Equal(JobState.Failed, failed.State);
        Assert.Contains("NaN", failed.Reason, StringComparison.Ordinal);
    }
}
