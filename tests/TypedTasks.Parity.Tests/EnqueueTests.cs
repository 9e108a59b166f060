using Microsoft.Extensions.DependencyInjection;
using TypedTasks.Parity.Tests.Harness;
using TypedTasks.Parity.Tests.Shop;

namespace TypedTasks.Parity.Tests;

public sealed class EnqueueTests
{
    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task A_task_runs_with_the_parameters_it_was_enqueued_with(Database database)
    {
        await using var shop = await TestShop.OpenAsync(database);

        await SendReceipt.EnqueueAsync(shop.Client, 7);
        await SendReceipt.EnqueueAsync(shop.Client, 8, language: "nl");
        await shop.RunUntilIdleAsync();

        Assert.Equal(["receipt 7 in en", "receipt 8 in nl"], shop.Diary.Lines.Order());
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task The_payload_is_one_JSON_object_of_the_parameters(Database database)
    {
        await using var shop = await TestShop.OpenAsync(database);

        var job = await ChargeCard.EnqueueAsync(shop.Client, new Payment(12.50m, "EUR"));
        await shop.RunUntilIdleAsync();

        Assert.Equal("""{"payment":{"Amount":12.50,"Currency":"EUR"}}""", (await shop.FindAsync(job)).Payload);
        Assert.Equal(["charged 12.50 EUR"], shop.Diary.Lines);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task It_returns_when_the_job_is_committed_and_before_it_runs(Database database)
    {
        await using var shop = await TestShop.OpenAsync(database);
        var elsewhere = shop.StartProcess().Services.GetRequiredService<ITaskClient>();

        var job = await Note.EnqueueAsync(shop.Client, "hello");

        Assert.Equal(JobState.Ready, (await elsewhere.FindAsync(job.Id, TestShop.Token))?.State);
        Assert.Empty(shop.Diary.Lines);
    }

    [Fact]
    public async Task Calling_the_method_runs_it_now_and_stores_nothing()
    {
        await using var shop = await TestShop.OpenAsync(Database.Sqlite);
        var first = await Note.EnqueueAsync(shop.Client, "first");

        using (TaskClient.Use(shop.Client)) await OfficeTasks.NoteAsync("now", shop.Diary);
        Assert.Equal(["now"], shop.Diary.Lines);

        var second = await Note.EnqueueAsync(shop.Client, "second");
        Assert.Equal(first.Id + 1, second.Id);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task A_job_is_a_value_that_takes_options(Database database)
    {
        await using var shop = await TestShop.OpenAsync(database);
        var options = new EnqueueOptions { Queue = "urgent", Priority = 9, MaxAttempts = 2 };

        var one = await shop.Client.EnqueueAsync(SendReceipt.Job(7, "nl"), options);
        var other = await shop.Client.EnqueueAsync(SendReceipt.Job(8) with { Options = options });

        foreach (var job in new[] { await shop.FindAsync(one), await shop.FindAsync(other) })
            Assert.Equal(("urgent", 9, 2), (job.Queue, job.Priority, job.MaxAttempts));
        Assert.Equal("""{"orderId":7,"language":"nl"}""", (await shop.FindAsync(one)).Payload);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Many_jobs_are_enqueued_in_one_call(Database database)
    {
        await using var shop = await TestShop.OpenAsync(database);

        var jobs = await shop.Client.EnqueueManyAsync(Enumerable.Range(1, 1000).Select(order => SendReceipt.Job(order)), TestShop.Token);
        await shop.RunUntilIdleAsync();

        Assert.Equal(1000, jobs.Select(job => job.Id).Distinct().Count());
        Assert.Equal(Enumerable.Range(1, 1000).Select(order => $"receipt {order} in en").Order(), shop.Diary.Lines.Order());
    }
}
