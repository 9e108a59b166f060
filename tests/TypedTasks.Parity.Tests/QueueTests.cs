using Microsoft.Extensions.Hosting;
using TypedTasks.Parity.Tests.Harness;
using TypedTasks.Parity.Tests.Shop;

namespace TypedTasks.Parity.Tests;

public sealed class QueueTests
{
    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task A_task_goes_to_its_own_queue_or_to_default(Database database)
    {
        await using var shop = await TestShop.OpenAsync(database);

        Assert.Equal("default", (await shop.FindAsync(await Note.EnqueueAsync(shop.Client, "hello"))).Queue);
        Assert.Equal("email", (await shop.FindAsync(await SendReceipt.EnqueueAsync(shop.Client, 7))).Queue);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task A_queue_is_there_as_soon_as_it_is_named(Database database)
    {
        await using var shop = await TestShop.OpenAsync(database, worker => worker.Queues("Reports of the 2nd floor"));

        await Note.EnqueueAsync(shop.Client, "report", new EnqueueOptions { Queue = "Reports of the 2nd floor" });
        await shop.RunUntilIdleAsync();

        Assert.Equal(["report"], shop.Diary.Lines);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task A_worker_serves_the_queues_it_names_and_leaves_the_others(Database database)
    {
        await using var shop = await TestShop.OpenAsync(database, worker => worker.Queues("email"));
        await Note.EnqueueAsync(shop.Client, "not mine");
        await SendReceipt.EnqueueAsync(shop.Client, 7);

        await shop.RunUntilIdleAsync();
        Assert.Equal(["receipt 7 in en"], shop.Diary.Lines);

        await shop.StartProcess(worker => worker.Queues("*")).RunUntilIdleAsync(TestShop.Token);
        Assert.Equal(["receipt 7 in en", "not mine"], shop.Diary.Lines);
    }
}
