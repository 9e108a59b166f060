using Npgsql;
using TypedTasks.EndToEnd.Tests.Databases;
using TypedTasks.EndToEnd.Tests.Scenarios;
using TypedTasks.TestServer;

namespace TypedTasks.EndToEnd.Tests.Transactions;

/// <summary>The server ends the transactions of running tasks: they are rolled back, and their jobs, which have one attempt, run again and succeed.</summary>
public sealed class LostTransactionTests
{
    private const int Jobs = 12;
    private const int MostLogLines = 15;

    private static readonly string[] Ways = ["returns", "writes", "throws"];

    private readonly CancellationToken _limit = TimeLimit.Create();

    [Theory]
    [InlineData(StopMode.Fast)]
    [InlineData(StopMode.Immediate)]
    public Task A_restart_of_the_server_costs_running_transactions_no_attempt(StopMode mode) => ComeThroughAsync(async (server, _) =>
    {
        await server.StopAsync(mode, _limit);
        await server.StartAsync(_limit);
    });

    [Fact]
    public Task Sessions_ended_by_an_administrator_cost_running_transactions_no_attempt()
        => ComeThroughAsync((_, database) => database.ExecuteAsync(
            "select pg_terminate_backend(pid, 5000) from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()"));

    private async Task ComeThroughAsync(Func<PostgresServer, TestDatabase, Task> trouble)
    {
        await using var server = await PostgresServer.CreateAsync(new() { Durable = true }, _limit);
        await using var database = await PostgresTestDatabase.CreateAsync(server, maxPoolSize: 30);
        await database.ExecuteAsync(BookingTasks.CreateTable);
        await using var host = new ScenarioHost(database, worker => worker.Concurrency(16));
        await host.StartAsync(_limit);
        var booked = new List<JobHandle>();
        for (var i = 0; i < Jobs; i++) booked.Add(await BookThroughTrouble.EnqueueAsync(host.Client, $"booking {i}", Ways[i % Ways.Length], cancellationToken: _limit));
        await host.Journal.WaitForAsync(Jobs, _limit);

        await trouble(server, database);
        host.Journal.OpenGate();
        foreach (var job in booked) await job.WaitAsync(_limit);
        ((NpgsqlDataSource)database.Source).Clear();

        foreach (var job in booked)
        {
            var found = await host.Client.FindAsync(job.Id, _limit);
            Assert.Equal((1, 0), (found!.Attempt, found.Errors.Count)); // ! it was stored
        }

        Assert.Equal(Jobs, await database.CountAsync("booking"));
        Assert.Equal(Jobs * 2, host.Journal.Entries.Count);
        Assert.True(host.Log.All.Count <= MostLogLines, string.Join('\n', host.Log.All));
        Assert.DoesNotContain(host.Log.All, line => line.Contains("failed in attempt", StringComparison.Ordinal));
    }
}
