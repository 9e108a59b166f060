using Npgsql;
using TypedTasks.Storage;
using TypedTasks.Storage.Conformance;
using TypedTasks.TestServer;

namespace TypedTasks.Postgres.Tests;

/// <summary>
/// A fail-over that loses commits, under processes that go on: the database is put back to an older copy of itself.
/// </summary>
public sealed class LostNamesTests : IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private PostgresServer? _server;
    private NpgsqlConnectionStringBuilder? _database;
    private NpgsqlDataSource? _source;
    private PostgresStorage? _storage;
    private int _worker;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private PostgresServer Server => _server ?? throw new InvalidOperationException("The test has not been initialized.");

    private NpgsqlConnectionStringBuilder Database => _database ?? throw new InvalidOperationException("The test has not been initialized.");

    private NpgsqlDataSource Source => _source ?? throw new InvalidOperationException("The test has not been initialized.");

    private PostgresStorage Storage => _storage ?? throw new InvalidOperationException("The test has not been initialized.");

    public async ValueTask InitializeAsync()
    {
        _server = await SharedPostgres.GetAsync();
        _database = new NpgsqlConnectionStringBuilder(await _server.CreateDatabaseAsync(Token)) { MaxPoolSize = 4 };
        _source = NpgsqlDataSource.Create(_database);
        _storage = new PostgresStorage(_source, null, _time);
        await _storage.Migrator.MigrateAsync(Token);
        await EnqueueAsync(_storage, AJob("default", "Shop.SendReceipt"));
        _worker = await _storage.RegisterAsync();
        _source.Clear();
        await RunAsync($"{TerminateAll(Database.Database)}; create database {Copy} template {Database.Database}");
    }

    public async ValueTask DisposeAsync()
    {
        if (_storage is not null) await _storage.DisposeAsync();
        if (_source is not null) await _source.DisposeAsync();
        await RunAsync($"drop database if exists {Database.Database} with (force)");
        await RunAsync($"drop database if exists {Copy} with (force)");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Jobs_bear_the_names_they_were_given_whoever_used_new_names_first(bool inTransaction)
    {
        await EnqueueAsync(Storage, AJob("email", "Shop.SendMail"));
        await FailOverAsync();
        await using var other = Open();
        await EnqueueAsync(other, AJob("reports", "Shop.PrintReport"));
        _time.Advance(TimeSpan.FromSeconds(1));

        var job = inTransaction ? await EnqueueInTransactionAsync(AJob("email", "Shop.SendMail")) : await EnqueueAsync(Storage, AJob("email", "Shop.SendMail"));

        var stored = await other.Reader.FindAsync(job, Token);
        Assert.Equal(("email", "Shop.SendMail"), (stored?.Queue, stored?.TaskName));
        Assert.Contains(await other.Workers.ListQueuesAsync(Token), static queue => queue.Name == "email");
    }

    [Fact]
    public async Task A_name_that_was_lost_comes_back_with_its_number()
    {
        TaskContract[] contracts = [new("Shop.SendMail", 1), new("Shop.SendMail", 2)];
        await Storage.Workers.InternQueuesAsync(["email"], Token);
        var (numbers, queues) = (await Storage.Workers.InternContractsAsync(contracts, Token), await Storage.Workers.ListQueuesAsync(Token));
        await FailOverAsync();
        await using var other = Open();
        await other.Workers.InternQueuesAsync(["reports"], Token);
        await other.Workers.InternContractsAsync([new("Shop.PrintReport", 1)], Token);

        // As a worker does that has lost its lease.
        await Storage.Workers.InternQueuesAsync(["email"], Token);
        Assert.Equal(numbers, await Storage.Workers.InternContractsAsync(contracts, Token));

        Assert.Equal(new TaskContract("Shop.SendMail", 2), await other.Workers.ReadContractAsync(numbers[1], Token));
        Assert.Subset((await other.Workers.ListQueuesAsync(Token)).ToHashSet(), queues.ToHashSet());
    }

    [Fact]
    public async Task No_worker_gets_the_number_of_one_that_was_lost()
    {
        var lost = await Storage.RegisterAsync();
        await FailOverAsync();
        await using var other = Open();
        await other.RegisterAsync();

        Assert.False(Storage.Workers.Renew(lost, TimeSpan.FromMinutes(1), holdsJobs: true).Alive);
    }

    [Fact]
    public async Task An_attempt_of_a_lost_job_does_not_touch_the_new_job_of_its_number()
    {
        await EnqueueAsync(Storage, AJob("default", "Shop.SendReceipt"));
        var lost = (await Storage.ClaimAllAsync(_worker))[^1].AttemptId;
        await FailOverAsync();
        await using var other = Open();
        await EnqueueAsync(other, AJob("default", "Shop.SendReceipt"));
        var given = (await Storage.ClaimAllAsync(_worker))[^1].AttemptId;

        // By the same worker, too: job and claims would not tell them apart.
        Assert.Equal((lost.JobId, lost.Claims), (given.JobId, given.Claims));
        foreach (var kind in Enum.GetValues<OutcomeKind>()) Assert.Equal([lost], await Storage.EndAsync(lost, kind));
        Assert.Equal(JobState.Running, (await Storage.Reader.FindAsync(given.JobId, Token))?.State);
        Assert.Empty(await Storage.EndAsync(given, OutcomeKind.Succeeded));
        Assert.Equal(CommitOutcome.Late, await Storage.Transactions.ReadOutcomeAsync(lost, Token));
    }

    [Fact]
    public async Task Names_whose_numbers_meet_get_different_ones()
    {
        var queues = await QueryAsync(Meeting("name"));
        var tasks = await QueryAsync(Meeting("name || ' 1'"));

        await Storage.Workers.InternQueuesAsync(queues, Token);
        var contracts = await Storage.Workers.InternContractsAsync([.. tasks.Select(static task => new TaskContract(task, 1))], Token);

        var numbers = (await Storage.Workers.ListQueuesAsync(Token)).Where(queue => queues.Contains(queue.Name)).Select(static queue => queue.Number);
        Assert.Equal(2, numbers.Distinct().Count());
        Assert.Equal(2, contracts.Distinct().Count());
    }

    /// <summary>Two names whose numbers are the same.</summary>
    private static string Meeting(string numbered) => $"""
        select (array_agg(name))[1:2]
        from (select 'name-' || n as name from generate_series(1, 400000) as n) as made
        group by hashtext({numbered}) & 1073741823
        having count(*) > 1
        limit 1
        """;

    private string Copy => Database.Database + "_copy";

    private static JobToStore AJob(string queue, string task) => new() { TaskName = task, Version = 1, Queue = queue, MaxAttempts = 10, Payload = "{}"u8.ToArray() };

    private static string TerminateAll(string? database) => $"select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '{database}'";

    private static async Task<long> EnqueueAsync(PostgresStorage storage, JobToStore job) => (await storage.Jobs.EnqueueAsync([job], null, Token))[0].Id;

    private PostgresStorage Open() => new(Database.ConnectionString, null, _time);

    private async Task<long> EnqueueInTransactionAsync(JobToStore job)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Database.ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(Token);
        await using var transaction = await connection.BeginTransactionAsync(Token);
        var enqueued = await Storage.Jobs.EnqueueAsync([job], transaction, Token);
        await transaction.CommitAsync(Token);
        return enqueued[0].Id;
    }

    /// <summary>All connections break, and what was committed since the copy is gone.</summary>
    private async Task FailOverAsync()
    {
        // As a pooler does, or a pool that had no connection at that moment: nobody is told.
        Source.Clear();
        await RunAsync($"drop database {Database.Database} with (force)");
        await RunAsync($"create database {Database.Database} template {Copy}");
    }

    private async Task<string[]> QueryAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Server.ConnectionString);
        await connection.OpenAsync(Token);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Token) as string[] ?? [];
    }

    private async Task RunAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Server.ConnectionString);
        await connection.OpenAsync(CancellationToken.None);
        foreach (var statement in sql.Split(';'))
        {
            await using var command = new NpgsqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync(CancellationToken.None);
        }
    }
}
