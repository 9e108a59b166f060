using Npgsql;
using TypedTasks.Storage;
using TypedTasks.TestServer;

namespace TypedTasks.Postgres.Tests;

/// <summary>What is done without where sessions change with each transaction.</summary>
public sealed class PgBouncerTests : IAsyncLifetime
{
    private PostgresServer? _server;
    private PgBouncer? _pooler;
    private PostgresStorage? _storage;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private PostgresServer Server => _server ?? throw new InvalidOperationException("The test has not been initialized.");

    private PostgresStorage Storage => _storage ?? throw new InvalidOperationException("The test has not been initialized.");

    public async ValueTask InitializeAsync()
    {
        _server = await PostgresServer.CreateAsync(cancellationToken: Token);
        _pooler = await PgBouncer.StartAsync(_server, sessions: 3, Token);
        _storage = new PostgresStorage(_pooler.Through(_server.ConnectionString));
        await _storage.Migrator.MigrateAsync(Token);
    }

    public async ValueTask DisposeAsync()
    {
        if (_storage is not null) await _storage.DisposeAsync();
        if (_pooler is not null) await _pooler.DisposeAsync();
        await Server.DisposeAsync();
    }

    [Fact]
    public async Task No_session_listens_keeps_a_lock_or_a_prepared_statement()
    {
        await using var subscription = await Storage.Signal.SubscribeAsync(static () => { }, static () => { }, static _ => { }, Token);
        subscription.SetIdle(true);
        await WorkAsync();

        Assert.False(subscription.Completion.IsCompleted);
        Assert.Equal(0, await CountAsync("pg_locks where locktype = 'advisory'"));
        Assert.Equal(0, await CountAsync("pg_stat_activity where query ilike 'listen%'"));
        await using var pooled = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(_pooler!.Through(Server.ConnectionString)) { NoResetOnClose = true }.ConnectionString); // set at the start
        for (var session = 0; session < 6; session++)
        {
            await using var command = pooled.CreateCommand("select count(*) from pg_prepared_statements");
            Assert.Equal(0L, await command.ExecuteScalarAsync(Token));
        }
    }

    [Fact]
    public async Task More_callers_than_sessions_all_get_their_turn()
    {
        await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => WorkAsync()));

        Assert.Equal(0, await CountAsync("typed_tasks.job"));
        Assert.Equal(30, await CountAsync("typed_tasks.job_history"));
    }

    /// <summary>Registers a worker that enqueues, claims and finishes one job, whoever enqueued it.</summary>
    private async Task WorkAsync()
    {
        await Storage.Jobs.EnqueueAsync([new() { TaskName = "Shop.SendReceipt", Version = 1, Queue = "default", MaxAttempts = 10, Payload = "{}"u8.ToArray() }], null, Token);
        var worker = await Storage.Workers.RegisterAsync(
            new WorkerRegistration { Name = "web-1:100", Host = "web-1", ProcessId = 100, Queues = "*", Concurrency = 4 }, TimeSpan.FromMinutes(1), Token);
        Assert.True(Storage.Workers.Renew(worker, TimeSpan.FromMinutes(1), holdsJobs: true).Alive);
        var claim = new ClaimRequest
        {
            WorkerId = worker,
            Queues = [.. (await Storage.Workers.ListQueuesAsync(Token)).Select(queue => queue.Number)],
            Contracts = await Storage.Workers.InternContractsAsync([new TaskContract("Shop.SendReceipt", 1)], Token),
            Limit = 1,
            Thorough = true,
        };
        var claimed = Assert.Single((await Storage.Jobs.FinishAndClaimAsync([], claim, Token)).Claimed);
        Assert.Empty((await Storage.Jobs.FinishAndClaimAsync([new() { Attempt = claimed.AttemptId, Kind = OutcomeKind.Succeeded }], null, Token)).Late);
    }

    private async Task<long> CountAsync(string what)
    {
        await using var connection = new NpgsqlConnection(Server.ConnectionString);
        await connection.OpenAsync(Token);
        await using var command = new NpgsqlCommand($"select count(*) from {what}", connection);
        return (long)(await command.ExecuteScalarAsync(Token))!; // a count, always
    }
}
