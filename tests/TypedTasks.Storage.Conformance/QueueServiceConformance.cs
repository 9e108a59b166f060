using Xunit;

namespace TypedTasks.Storage.Conformance;

/// <summary>Which queues have work, and which are worked on.</summary>
public abstract class QueueServiceConformance : StorageConformance
{
    [Fact]
    public async Task Only_ready_jobs_make_a_queue_wait()
    {
        await EnqueueAllAsync(
            AJob() with { Queue = "ready" },
            AJob() with { Queue = "ready" },
            AJob() with { Queue = "later", Delay = TimeSpan.FromHours(1) },
            AJob() with { Queue = "running" });
        await ClaimAsync(await RegisterAsync(), 100, "running");
        await QueueAsync("empty");

        Assert.Equal(["ready"], (await Storage.Maintenance.ReadQueueServiceAsync(Token)).Waiting);
    }

    [Fact]
    public async Task Only_live_workers_serve()
    {
        await RegisterAsync("dead", "email*, default", TimeSpan.FromSeconds(1));
        await Fixture.AdvanceClockAsync(TimeSpan.FromSeconds(2));
        await RegisterAsync("one", "reports", TimeSpan.FromMinutes(1));
        await RegisterAsync("two", "reports", TimeSpan.FromMinutes(1));

        Assert.Equal(["reports"], (await Storage.Maintenance.ReadQueueServiceAsync(Token)).Served);
    }

    private async Task RegisterAsync(string name, string queues, TimeSpan lease) => await Storage.Workers.RegisterAsync(
        new WorkerRegistration { Name = name, Host = "web-1", ProcessId = 100, Queues = queues, Concurrency = 4 }, lease, Token);
}
