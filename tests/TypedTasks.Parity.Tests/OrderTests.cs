using TypedTasks.Parity.Tests.Harness;
using TypedTasks.Parity.Tests.Shop;

namespace TypedTasks.Parity.Tests;

/// <summary>In which order one slot runs what is ready.</summary>
public sealed class OrderTests
{
    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Equals_run_first_in_first_out(Database database)
    {
        await using var shop = await TestShop.OpenAsync(database, worker => worker.Concurrency(1));

        foreach (var text in (string[])["one", "two", "three"]) await Note.EnqueueAsync(shop.Client, text);
        await shop.RunUntilIdleAsync();

        Assert.Equal(["one", "two", "three"], shop.Diary.Lines);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Higher_priority_runs_first_and_negative_last(Database database)
    {
        await using var shop = await TestShop.OpenAsync(database, worker => worker.Concurrency(1));

        await Note.EnqueueAsync(shop.Client, "low", new EnqueueOptions { Priority = -10 });
        await Note.EnqueueAsync(shop.Client, "ordinary");
        await Note.EnqueueAsync(shop.Client, "high", new EnqueueOptions { Priority = 10 });
        await shop.RunUntilIdleAsync();

        Assert.Equal(["high", "ordinary", "low"], shop.Diary.Lines);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Priority_counts_within_a_queue_and_the_worker_s_order_between_queues(Database database)
    {
        await using var shop = await TestShop.OpenAsync(database, worker => worker.Queues("preferred", "other").Concurrency(1));

        await Note.EnqueueAsync(shop.Client, "other, high", new EnqueueOptions { Queue = "other", Priority = 100 });
        await Note.EnqueueAsync(shop.Client, "preferred, low", new EnqueueOptions { Queue = "preferred", Priority = -1 });
        await Note.EnqueueAsync(shop.Client, "preferred, high", new EnqueueOptions { Queue = "preferred", Priority = 1 });
        await shop.RunUntilIdleAsync();

        Assert.Equal(["preferred, high", "preferred, low", "other, high"], shop.Diary.Lines);
    }
}
