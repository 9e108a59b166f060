using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TypedTasks.Parity.Tests.Harness;
using TypedTasks.Parity.Tests.Shop;
using TypedTasks.Storage;

namespace TypedTasks.Parity.Tests;

public sealed class WorkerTests
{
    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task A_worker_in_code_runs_until_it_is_stopped(Database database)
    {
        await using var shop = await TestShop.OpenAsync(database);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestShop.Token);
        var running = shop.Host.Services.GetRequiredService<TaskWorker>().RunAsync(stop.Token);

        for (var order = 1; order <= 3; order++)
        {
            await SendReceipt.EnqueueAsync(shop.Client, order);
            await shop.Diary.NextAsync(TestShop.Token);
            Assert.False(running.IsCompleted);
        }

        await stop.CancelAsync();
        await running;
        Assert.Equal(["receipt 1 in en", "receipt 2 in en", "receipt 3 in en"], shop.Diary.Lines);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task A_burst_ends_when_nothing_is_ready_any_more(Database database)
    {
        await using var shop = await TestShop.OpenAsync(database);
        await Note.EnqueueAsync(shop.Client, "one");
        await Note.EnqueueAsync(shop.Client, "two");

        await shop.Host.Services.GetRequiredService<TaskWorker>().RunUntilIdleAsync(TestShop.Token);

        Assert.Equal(2, shop.Diary.Lines.Count);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task A_hosted_worker_runs_jobs_as_they_come_until_the_host_stops(Database database)
    {
        await using var shop = await TestShop.OpenAsync(database);
        await shop.Host.StartAsync(TestShop.Token);

        await Note.EnqueueAsync(shop.Client, "while it runs");
        await shop.Diary.NextAsync(TestShop.Token);
        await shop.Host.StopAsync(TestShop.Token);

        var late = await Note.EnqueueAsync(shop.Client, "after it stopped");
        Assert.Equal(JobState.Ready, (await shop.FindAsync(late)).State);
        Assert.Equal(["while it runs"], shop.Diary.Lines);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task A_worker_runs_as_many_jobs_at_once_as_it_has_slots(Database database)
    {
        await using var shop = await TestShop.OpenAsync(database, worker => worker.Concurrency(3));
        shop.Meeting.Expected = 3;

        await shop.Client.EnqueueManyAsync(Enumerable.Range(1, 9).Select(guest => Meet.Job(guest)), TestShop.Token);
        await shop.RunUntilIdleAsync();

        Assert.Equal(3, shop.Meeting.Most);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Several_workers_share_a_backlog_and_run_each_job_once(Database database)
    {
        await using var shop = await TestShop.OpenAsync(database);
        await shop.Client.EnqueueManyAsync(Enumerable.Range(1, 300).Select(number => Note.Job($"{number}")), TestShop.Token);

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => shop.StartProcess().RunUntilIdleAsync(TestShop.Token)));

        Assert.Equal(Enumerable.Range(1, 300).Select(number => $"{number}").Order(), shop.Diary.Lines.Order());
    }

    [Fact]
    public async Task A_setting_that_can_not_work_keeps_the_host_from_starting()
    {
        await using var shop = await TestShop.OpenAsync(Database.Sqlite);
        using var host = shop.StartProcess(tasks: tasks => tasks.AddAllTasks().UsePostgres("Host=localhost", options => options.Schema = "pg_tasks"));

        var problem = await Assert.ThrowsAsync<StorageException>(() => host.StartAsync(TestShop.Token));

        Assert.Equal(StorageFault.Configuration, problem.Fault);
        Assert.Contains("'pg_tasks' can't be the schema", problem.Message, StringComparison.Ordinal);
    }
}
