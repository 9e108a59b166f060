using TypedTasks.EndToEnd.Tests.Databases;
using TypedTasks.Storage;
using TypedTasks.TestServer;

namespace TypedTasks.EndToEnd.Tests.Scenarios;

/// <summary>The database goes away in the middle, and comes back.</summary>
public sealed class OutageTests
{
    private const int MostLogLines = 15;

    private readonly CancellationToken _limit = TimeLimit.Create();

    [Theory]
    [InlineData(StopMode.Fast)]
    [InlineData(StopMode.Immediate)]
    public async Task A_worker_waits_for_its_database_and_goes_on(StopMode mode)
    {
        await using var server = await PostgresServer.CreateAsync(new() { Durable = true }, _limit); // what was committed must survive the crash
        await using var database = await PostgresTestDatabase.CreateAsync(server);
        await using var host = new ScenarioHost(database, worker => worker.Concurrency(4));
        await host.StartAsync(_limit);
        await EnqueueAsync(host, "before");
        await host.Journal.WaitForAsync(20, _limit);
        await EnqueueAsync(host, "during");

        await server.StopAsync(mode, _limit);
        await host.Log.WaitForAsync("The storage can't be used", _limit);
        await server.StartAsync(_limit);
        await host.Log.WaitForAsync("The storage works again", _limit);
        await EnqueueAsync(host, "after");

        await host.Journal.WaitForDistinctAsync(60, _limit);
        Assert.InRange(host.Log.All.Count, 1, MostLogLines);
    }

    [Fact]
    public async Task A_host_starts_without_its_database_and_works_when_it_is_there()
    {
        await using var server = await PostgresServer.CreateAsync(cancellationToken: _limit);
        await using var database = await PostgresTestDatabase.CreateAsync(server);
        await server.StopAsync(cancellationToken: _limit);
        await using var host = new ScenarioHost(database);

        await host.StartAsync(_limit);
        var problem = await Assert.ThrowsAsync<StorageException>(async () => await Note.EnqueueAsync(host.Client, "too early", cancellationToken: _limit));
        await server.StartAsync(_limit);
        await host.Log.WaitForAsync("The storage works again", _limit);
        await Note.EnqueueAsync(host.Client, "now", cancellationToken: _limit);
        await host.Journal.WaitForAsync(1, _limit);

        Assert.Equal(StorageFault.Unavailable, problem.Fault);
        Assert.Equal(["now"], host.Journal.Entries);
        Assert.InRange(host.Log.All.Count, 1, MostLogLines);
    }

    /// <summary>Enqueues 20 notes, each repeated under one id until its connection was not one of those that broke.</summary>
    private async Task EnqueueAsync(ScenarioHost host, string text)
    {
        for (var number = 0; number < 20; number++)
        {
            var options = new EnqueueOptions { Id = Guid.NewGuid() };
            while (!await TryEnqueueAsync(host, $"{text} {number}", options)) _limit.ThrowIfCancellationRequested();
        }
    }

    private async Task<bool> TryEnqueueAsync(ScenarioHost host, string text, EnqueueOptions options)
    {
        try
        {
            await Note.EnqueueAsync(host.Client, text, options, _limit);
            return true;
        }
        catch (StorageException problem) when (problem.Fault == StorageFault.Unavailable)
        {
            return false;
        }
    }
}
