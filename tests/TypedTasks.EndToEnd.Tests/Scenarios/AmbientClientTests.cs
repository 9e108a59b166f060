using TypedTasks.EndToEnd.Tests.Databases;

namespace TypedTasks.EndToEnd.Tests.Scenarios;

/// <summary>Enqueueing without a client. The hosts of a process are one thing for all its tests, so these run while no other does.</summary>
[Collection(nameof(AmbientClientTests))]
[CollectionDefinition(nameof(AmbientClientTests), DisableParallelization = true)]
public sealed class AmbientClientTests
{
    private readonly CancellationToken _limit = TimeLimit.Create();

    [Fact]
    public async Task The_client_of_the_one_running_host_is_the_ambient_one()
    {
        await using var database = new SqliteTestDatabase();
        await using var host = new ScenarioHost(database);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await Note.EnqueueAsync("too early", cancellationToken: _limit));

        await host.StartAsync(_limit);
        await Note.EnqueueAsync("hello", cancellationToken: _limit);
        await host.Journal.WaitForAsync(1, _limit);
        await host.StopAsync(_limit);

        Assert.Equal(["hello"], host.Journal.Entries);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await Note.EnqueueAsync("too late", cancellationToken: _limit));
    }

    [Fact]
    public async Task Two_hosts_make_it_ambiguous_until_one_is_named()
    {
        await using var database = new SqliteTestDatabase();
        await using var one = new ScenarioHost(database, worker => worker.Queues("one"));
        await using var other = new ScenarioHost(database, worker => worker.Queues("other"));
        await one.StartAsync(_limit);
        await other.StartAsync(_limit);

        var problem = await Assert.ThrowsAsync<InvalidOperationException>(async () => await Note.EnqueueAsync("?", cancellationToken: _limit));
        Assert.Contains("2 hosts", problem.Message, StringComparison.Ordinal);
        using (TaskClient.Use(other.Client)) await Note.EnqueueAsync("!", new EnqueueOptions { Queue = "other" }, _limit);
        await other.Journal.WaitForAsync(1, _limit);

        Assert.Equal(["!"], other.Journal.Entries);
    }

    [Fact]
    public async Task A_transaction_takes_the_ambient_client_too()
    {
        await using var database = new SqliteTestDatabase();
        await using var host = new ScenarioHost(database);
        await host.StartAsync(_limit);

        await using (var transaction = await database.BeginTransactionAsync(_limit))
        {
            await Note.EnqueueAsync(transaction, "in time", cancellationToken: _limit);
            await transaction.CommitAsync(_limit);
        }

        await host.Journal.WaitForAsync(1, _limit);
        Assert.Equal(["in time"], host.Journal.Entries);
    }
}
