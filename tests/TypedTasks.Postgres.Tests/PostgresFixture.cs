using System.Data.Common;
using System.Globalization;
using Npgsql;
using TypedTasks.Storage;
using TypedTasks.Storage.Conformance;
using TypedTasks.TestServer;

namespace TypedTasks.Postgres.Tests;

/// <summary>A schema of the shared server.</summary>
internal sealed class PostgresFixture : StorageFixture
{
    private readonly List<IAsyncDisposable> _opened = [];
    private readonly NpgsqlDataSource _source;
    private TimeSpan _advanced;

    private PostgresFixture(string connectionString, string schema)
        => (ConnectionString, Schema, _source) = (connectionString, schema, NpgsqlDataSource.Create(connectionString));

    public string ConnectionString { get; }

    public string Schema { get; }

    public NpgsqlDataSource Source => _source;

    /// <summary>The name of the storages' sessions in <c>pg_stat_activity</c>.</summary>
    public string ApplicationName => "tests of " + Schema;

    public PostgresStorageOptions Options => new() { Schema = Schema };

    public static async ValueTask<StorageFixture> CreateAsync() => await NewAsync();

    public static async Task<PostgresFixture> NewAsync()
        => new((await SharedPostgres.GetAsync()).ConnectionString, SharedPostgres.CreateSchemaName());

    /// <summary>The same server through PgBouncer in transaction mode.</summary>
    public static async ValueTask<StorageFixture> ThroughPgBouncerAsync()
        => new PostgresFixture(
            (await SharedPgBouncer.GetAsync()).Through((await SharedPostgres.GetAsync()).ConnectionString), SharedPostgres.CreateSchemaName());

    /// <summary>A fixture with a migrated storage.</summary>
    public static async Task<(PostgresFixture Fixture, PostgresStorage Storage)> MigratedAsync(TimeProvider? time = null)
    {
        var fixture = await NewAsync();
        var storage = fixture.Open(time);
        await storage.Migrator.MigrateAsync(CancellationToken.None);
        return (fixture, storage);
    }

    public override ValueTask<IStorage> OpenAsync() => ValueTask.FromResult<IStorage>(Open());

    public PostgresStorage Open(TimeProvider? time = null)
    {
        var text = new NpgsqlConnectionStringBuilder(ConnectionString) { ApplicationName = ApplicationName };
        var storage = new PostgresStorage(text.ConnectionString, Options, time);
        _opened.Add(storage);
        return storage;
    }

    public override async ValueTask<DbTransaction> BeginTransactionAsync()
    {
        var connection = await _source.OpenConnectionAsync();
        _opened.Add(connection);
        return await connection.BeginTransactionAsync();
    }

    public override Task AdvanceClockAsync(TimeSpan by)
    {
        _advanced += by;
        return ExecuteAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"create or replace function {Schema}.clock() returns timestamptz language sql stable as 'select now() + interval ''{_advanced.TotalMilliseconds} milliseconds'''"));
    }

    public override Task SetClockAsync(DateTimeOffset now) => ExecuteAsync(string.Create(
        CultureInfo.InvariantCulture,
        $"create or replace function {Schema}.clock() returns timestamptz language sql stable as 'select ''{now.UtcDateTime:O}''::timestamptz'"));

    public override Task ClearAsync() => ExecuteAsync(string.Concat(
        new[] { "job", "job_history", "attempt_error", "enqueue_id", "worker", "worker_name" }.Select(table => $"delete from {Schema}.{table};")));

    public override Task ShiftSchemaVersionAsync(int by) => ExecuteAsync(by < 0
        ? $"delete from {Schema}.schema_version where version > (select max(version) + {by} from {Schema}.schema_version)"
        : $"insert into {Schema}.schema_version (version, name) select max(version) + {by}, 'from_the_future' from {Schema}.schema_version");

    public override async Task<long> CountRowsAsync(string table) => await QueryAsync<long>($"select count(*) from {Schema}.{table}");

    public async Task ExecuteAsync(string sql)
    {
        await using var command = _source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public static async Task RunAsync(DbTransaction transaction, string sql)
    {
        await using var command = new NpgsqlCommand(sql, (NpgsqlConnection)transaction.Connection!, (NpgsqlTransaction)transaction); // begun by this fixture
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Ends the sessions of the storages, as an administrator or a crash would.</summary>
    public Task EndSessionsAsync() => ExecuteAsync(
        $"select pg_terminate_backend(pid, 5000) from pg_stat_activity where application_name = '{ApplicationName}'");

    public async Task<T> QueryAsync<T>(string sql)
    {
        await using var command = _source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!; // the query decides
    }

    public async Task<List<string>> LinesAsync(string sql)
    {
        await using var command = _source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync()) lines.Add(reader.GetString(0));
        return lines;
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var opened in _opened) await opened.DisposeAsync();
        await ExecuteAsync($"drop schema if exists {Schema} cascade");
        await _source.DisposeAsync();
    }
}
