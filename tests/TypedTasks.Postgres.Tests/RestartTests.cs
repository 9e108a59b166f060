using System.Diagnostics;
using System.Text;
using Npgsql;
using TypedTasks.Storage;
using TypedTasks.TestServer;

namespace TypedTasks.Postgres.Tests;

/// <summary>The server crashes in the middle of the work.</summary>
public sealed class RestartTests
{
    private const int Jobs = 2_000;

    [Fact]
    public async Task A_server_that_crashes_loses_no_job_and_ends_none_twice()
    {
        var token = TestContext.Current.CancellationToken;
        // Durable: with asynchronous commits a crash would take back what was answered.
        await using var server = await PostgresServer.CreateAsync(new PostgresServerOptions { Durable = true }, token);
        await using var storage = new PostgresStorage(server.ConnectionString);
        await storage.Migrator.MigrateAsync(token);
        await storage.Jobs.EnqueueAsync([.. Enumerable.Range(0, Jobs).Select(_ => AJob())], null, token);
        var request = new ClaimRequest
        {
            WorkerId = await storage.Workers.RegisterAsync(
                new WorkerRegistration { Name = "web-1", Host = "web-1", ProcessId = 1, Queues = "*", Concurrency = 1 }, TimeSpan.FromMinutes(10), token),
            Queues = [.. (await storage.Workers.ListQueuesAsync(token)).Select(queue => queue.Number)],
            Contracts = [],
            Limit = 20,
        };

        var halfway = new TaskCompletionSource();
        var drain = Task.Run(() => DrainAsync(storage, request, halfway, token), token);
        await halfway.Task.WaitAsync(token);
        await server.RestartAsync(StopMode.Immediate, token);
        var counted = await drain;

        var counts = await storage.Reader.CountAsync(token);
        Assert.Equal([new JobCount("default", JobState.Succeeded, Jobs)], counts);
        Assert.InRange(counted, Jobs - request.Limit, Jobs); // the answer to one batch may have been lost
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(true, 100)]
    [InlineData(false, 100)]
    public async Task A_transaction_that_a_crash_ended_is_not_taken_for_one_that_another_committed_later(bool restart, int laterTransactions)
    {
        // The numbers of transactions of which nothing was in the log on the disk are given out again after a crash.
        var token = TestContext.Current.CancellationToken;
        await using var server = await PostgresServer.CreateAsync(new PostgresServerOptions { Durable = true }, token);
        await using var storage = new PostgresStorage(server.ConnectionString);
        await storage.Migrator.MigrateAsync(token);
        await using var begun = await storage.Transactions.BeginAsync(new AttemptId(1, 1, 0), TimeSpan.FromSeconds(30), alone: false, token);

        if (restart) await server.RestartAsync(StopMode.Immediate, token);
        else await KillBackendAsync(begun, token);
        for (var i = 0; i < laterTransactions; i++) await EnqueueAfterRestartAsync(storage, token);

        Assert.False(await AskAfterRestartAsync(begun, token));
    }

    [Fact]
    public async Task What_a_task_has_committed_itself_is_not_forgotten_by_a_crash()
    {
        var token = TestContext.Current.CancellationToken;
        await using var server = await PostgresServer.CreateAsync(new PostgresServerOptions { Durable = true }, token);
        await using var storage = new PostgresStorage(server.ConnectionString);
        await storage.Migrator.MigrateAsync(token);
        await using var begun = await storage.Transactions.BeginAsync(new AttemptId(1, 1, 0), TimeSpan.FromSeconds(30), alone: false, token);
        await using (var command = new NpgsqlCommand("create table effect (); commit", (NpgsqlConnection)begun.Transaction.Connection!)) // ! it is open
            await command.ExecuteNonQueryAsync(token);

        await server.RestartAsync(StopMode.Immediate, token);

        Assert.True(await AskAfterRestartAsync(begun, token));
    }

    /// <summary>As memory that runs out does it: the server crashes, and its first process lives on.</summary>
    private static async Task KillBackendAsync(IJobTransaction begun, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select pg_backend_pid()", (NpgsqlConnection)begun.Transaction.Connection!); // ! it is open
        using var backend = Process.GetProcessById((int)(await command.ExecuteScalarAsync(cancellationToken))!); // ! the number of a process
        backend.Kill();
    }

    private static async Task EnqueueAfterRestartAsync(PostgresStorage storage, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await storage.Jobs.EnqueueAsync([AJob()], null, cancellationToken);
                return;
            }
            catch (StorageException lost) when (lost.Fault == StorageFault.Unavailable)
            {
                await Task.Yield(); // a connection of the pool from before the crash
            }
        }
    }

    private static async Task<bool> AskAfterRestartAsync(IJobTransaction begun, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await begun.WasCommittedAsync(cancellationToken);
            }
            catch (StorageException lost) when (lost.Fault == StorageFault.Unavailable)
            {
                await Task.Yield();
            }
        }
    }

    private static async Task<int> DrainAsync(PostgresStorage storage, ClaimRequest request, TaskCompletionSource halfway, CancellationToken cancellationToken)
    {
        var (ended, empty) = (0, 0);
        IReadOnlyList<AttemptOutcome> outcomes = [];
        while (empty < 3)
        {
            try
            {
                var exchange = await storage.Jobs.FinishAndClaimAsync(outcomes, request, cancellationToken);
                ended += outcomes.Count(outcome => outcome.Kind == OutcomeKind.Succeeded && !exchange.Late.Contains(outcome.Attempt));
                outcomes = [.. exchange.Claimed.Select(job => new AttemptOutcome { Attempt = job.AttemptId, Kind = OutcomeKind.Succeeded })];
                empty = exchange.Claimed.Count == 0 ? empty + 1 : 0;
                if (ended >= Jobs / 2) halfway.TrySetResult();
            }
            catch (StorageException lost) when (lost.Fault == StorageFault.Unavailable)
            {
                outcomes = await ReturnUnknownAsync(storage, request.WorkerId, outcomes, cancellationToken);
            }
        }

        return ended;
    }

    /// <summary>As a worker does: what it claimed without hearing of it goes back, what it has ended is sent again.</summary>
    private static async Task<IReadOnlyList<AttemptOutcome>> ReturnUnknownAsync(
        PostgresStorage storage, int worker, IReadOnlyList<AttemptOutcome> outcomes, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                var unknown = (await storage.Workers.ListClaimedAsync(worker, cancellationToken)).Except(outcomes.Select(outcome => outcome.Attempt));
                return [.. outcomes, .. unknown.Select(attempt => new AttemptOutcome { Attempt = attempt, Kind = OutcomeKind.Released })];
            }
            catch (StorageException down) when (down.Fault == StorageFault.Unavailable)
            {
                await Task.Yield();
            }
        }
    }

    private static JobToStore AJob() => new()
    {
        TaskName = "Shop.SendReceipt",
        Version = 1,
        Queue = "default",
        MaxAttempts = 10,
        Payload = Encoding.UTF8.GetBytes("{}"),
    };
}
