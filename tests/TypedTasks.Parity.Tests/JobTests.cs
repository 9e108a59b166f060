using TypedTasks.Parity.Tests.Harness;
using TypedTasks.Parity.Tests.Shop;

namespace TypedTasks.Parity.Tests;

/// <summary>What is known of a job: to its task, and to those who look at it.</summary>
public sealed class JobTests
{
    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task A_task_knows_its_job_and_queue(Database database)
    {
        await using var shop = await TestShop.OpenAsync(database);

        var job = await Describe.EnqueueAsync(shop.Client, "Hello", new EnqueueOptions { Queue = "lobby", MaxAttempts = 4 });
        await shop.RunUntilIdleAsync();

        Assert.Equal([$"Hello, I am job {job.Id}, attempt 1 of 4, from queue lobby"], shop.Diary.Lines);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task A_finished_job_keeps_what_it_was_and_when_it_ran(Database database)
    {
        await using var shop = await TestShop.OpenAsync(database, worker => worker.Configure(options => options.Name = "night shift"));
        var handle = await CountWords.EnqueueAsync(shop.Client, "a b c", new EnqueueOptions { Priority = 3 });
        await shop.RunUntilIdleAsync();

        var job = await shop.FindAsync(handle);

        Assert.Equal((handle.Id, "TypedTasks.Parity.Tests.Shop.CountWords", """{"text":"a b c"}"""), (job.Id, job.TaskName, job.Payload));
        Assert.Equal((JobState.Succeeded, 3, "3", "night shift"), (job.State, job.Priority, job.Result, job.Worker));
        Assert.True(job.EnqueuedAt <= job.ClaimedAt && job.ClaimedAt <= job.FinishedAt, $"{job.EnqueuedAt:O}, {job.ClaimedAt:O}, {job.FinishedAt:O}");
    }
}
