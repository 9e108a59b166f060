using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using TypedTasks.Storage;
using TypedTasks.Storage.Conformance;

namespace TypedTasks.Sqlite.Tests;

/// <summary>A file of its own in a temporary folder.</summary>
public sealed class SqliteFixture : StorageFixture
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("typedtasks-sqlite-");
    private readonly List<IStorage> _storages = [];
    private readonly List<SqliteConnection> _connections = [];
    private readonly SqliteStorageOptions _options;
    private TimeSpan _ahead;

    public SqliteFixture(SqliteStorageOptions? options = null) => _options = options ?? new SqliteStorageOptions();

    public string Folder => _folder.FullName;

    public string Path => System.IO.Path.Combine(Folder, "tasks.db");

    public static ValueTask<StorageFixture> CreateAsync() => ValueTask.FromResult<StorageFixture>(new SqliteFixture());

    public override ValueTask<IStorage> OpenAsync()
    {
        var storage = new SqliteStorage(Path, _options);
        _storages.Add(storage);
        return ValueTask.FromResult<IStorage>(storage);
    }

    public override async ValueTask<DbTransaction> BeginTransactionAsync()
        => await (await ConnectAsync()).BeginTransactionAsync();

    public override async Task AdvanceClockAsync(TimeSpan by)
    {
        _ahead += by;
        await ExecuteAsync($"""
            begin immediate;
            drop view {_options.TablePrefix}clock;
            create view {_options.TablePrefix}clock as
            select cast(round((julianday('now') - 2440587.5) * 86400000.0) as integer) * 1000 + {(long)_ahead.TotalMicroseconds} as now;
            commit;
            """);
    }

    public override Task SetClockAsync(DateTimeOffset now) => ExecuteAsync($"""
        begin immediate;
        drop view {_options.TablePrefix}clock;
        create view {_options.TablePrefix}clock as
        select {(now - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond} as now;
        commit;
        """);

    public override Task ClearAsync() => ExecuteAsync(string.Concat(
        new[] { "job", "job_history", "attempt_error", "enqueue_id", "worker", "worker_name" }.Select(table => $"delete from {_options.TablePrefix}{table};")));

    public override async Task ShiftSchemaVersionAsync(int by)
        => await ExecuteAsync($"update {_options.TablePrefix}schema_version set version = version + {by} where version = (select max(version) from {_options.TablePrefix}schema_version)");

    public override async Task<long> CountRowsAsync(string table)
        => Convert.ToInt64(await ReadAsync($"select count(*) from {_options.TablePrefix}{table}"), CultureInfo.InvariantCulture);

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = await OpenConnectionAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    public async Task<object?> ReadAsync(string sql)
    {
        await using var connection = await OpenConnectionAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }

    public async Task<SqliteConnection> ConnectAsync()
    {
        var connection = await OpenConnectionAsync();
        _connections.Add(connection);
        return connection;
    }

    private async Task<SqliteConnection> OpenConnectionAsync()
    {
        var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        await connection.OpenAsync();
        return connection;
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var connection in _connections) await connection.DisposeAsync();
        foreach (var storage in _storages) await storage.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
