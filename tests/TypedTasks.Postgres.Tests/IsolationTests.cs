using System.Collections.Concurrent;
using Npgsql;
using TypedTasks.Storage;

namespace TypedTasks.Postgres.Tests;

/// <summary>A stricter default of the server or role changes nothing: under it, claims that skip what others changed would fail with serialization errors.</summary>
public sealed class IsolationTests : PostgresTest
{
    private const int Distinct = 200;

    [Theory]
    [InlineData("serializable")]
    [InlineData("repeatable read")]
    public async Task Callers_at_the_same_time_do_not_fail_each_other(string isolation)
    {
        var text = new NpgsqlConnectionStringBuilder(Fixture.ConnectionString) { Options = $"-c default_transaction_isolation={isolation.Replace(" ", "\\ ", StringComparison.Ordinal)}" };
        await using var storage = new PostgresStorage(text.ConnectionString, Fixture.Options);
        await using (var source = NpgsqlDataSource.Create(text.ConnectionString))
        {
            await using var command = source.CreateCommand("show transaction_isolation");
            Assert.Equal(isolation, await command.ExecuteScalarAsync(Token));
        }

        var ids = Enumerable.Range(0, Distinct).Select(_ => Guid.NewGuid()).ToArray();
        var claimed = new ConcurrentBag<long>();

        // Each id twice, from two callers at once.
        var producers = Enumerable.Range(0, 2).Select(_ => Task.Run(() => ProduceAsync(storage, ids), Token)).ToArray();
        var producing = Task.WhenAll(producers);
        var workers = Enumerable.Range(0, 4).Select(_ => Task.Run(() => DrainAsync(storage, producing, claimed), Token)).ToArray();
        await producing;
        await Task.WhenAll(workers);

        Assert.Equal(Distinct, claimed.Count);
        Assert.Equal(Distinct, claimed.Distinct().Count());
        Assert.Equal([new JobCount("default", JobState.Succeeded, Distinct)], await storage.Reader.CountAsync(Token));
    }

    private static async Task ProduceAsync(PostgresStorage storage, Guid[] ids)
    {
        foreach (var chunk in ids.Chunk(10)) await storage.Jobs.EnqueueAsync([.. chunk.Select(id => AJob() with { EnqueueId = id })], null, Token);
    }

    private static async Task DrainAsync(PostgresStorage storage, Task producing, ConcurrentBag<long> seen)
    {
        var worker = await storage.Workers.RegisterAsync(
            new WorkerRegistration { Name = "web-1:100", Host = "web-1", ProcessId = 100, Queues = "*", Concurrency = 4 }, TimeSpan.FromMinutes(1), Token);
        await storage.Workers.InternQueuesAsync(["default"], Token);
        var queues = await storage.Workers.ListQueuesAsync(Token);
        var contracts = await storage.Workers.InternContractsAsync([new TaskContract("Shop.SendReceipt", 1)], Token);
        IReadOnlyList<AttemptOutcome> outcomes = [];
        while (true)
        {
            var last = producing.IsCompleted;
            var claim = new ClaimRequest { WorkerId = worker, Queues = [.. queues.Select(queue => queue.Number)], Contracts = contracts, Limit = 5, Thorough = true };
            var exchange = await storage.Jobs.FinishAndClaimAsync(outcomes, claim, Token);
            Assert.Empty(exchange.Late);
            foreach (var job in exchange.Claimed) seen.Add(job.AttemptId.JobId);
            outcomes = [.. exchange.Claimed.Select(job => new AttemptOutcome { Attempt = job.AttemptId, Kind = OutcomeKind.Succeeded })];
            Assert.True(storage.Workers.Renew(worker, TimeSpan.FromMinutes(1), holdsJobs: true).Alive);
            await storage.Maintenance.PromoteAsync(10, Token);
            if (last && outcomes.Count == 0) break;
        }

        await storage.Workers.RemoveAsync(worker, Token);
    }
}
