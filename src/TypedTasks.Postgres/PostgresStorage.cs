using Npgsql;
using TypedTasks.Postgres.Connections;
using TypedTasks.Postgres.Jobs;
using TypedTasks.Postgres.Maintenance;
using TypedTasks.Postgres.Migrations;
using TypedTasks.Postgres.Names;
using TypedTasks.Postgres.Signals;
using TypedTasks.Postgres.Workers;
using TypedTasks.Storage;

namespace TypedTasks.Postgres;

/// <summary>Stores jobs in a schema of a PostgreSQL database, version 15 or newer.</summary>
public sealed class PostgresStorage : IStorage, IDisposable
{
    private readonly PoolSize _poolSize;
    private readonly OwnSources? _own;
    private readonly Heartbeats _heartbeats;

    /// <summary>Uses a data source of the caller's, which stays the caller's to dispose.</summary>
    /// <param name="source">The data source. One built by <see cref="NpgsqlSlimDataSourceBuilder"/> needs <c>EnableArrays</c>.</param>
    /// <param name="options">The schema and limits; null for the defaults.</param>
    /// <param name="time">The clock of waiting and rescanning; null for the system's. Nothing stored depends on it.</param>
    /// <exception cref="StorageException"><see cref="StorageFault.Configuration"/>: an option is out of bounds.</exception>
    public PostgresStorage(NpgsqlDataSource source, PostgresStorageOptions? options = null, TimeProvider? time = null)
        : this(source, own: null, options, time)
    {
    }

    /// <summary>Connects by itself and closes its connections when disposed.</summary>
    /// <param name="connectionString">As Npgsql takes it.</param>
    /// <param name="options">The schema and limits; null for the defaults.</param>
    /// <param name="time">The clock of waiting and rescanning; null for the system's. Nothing stored depends on it.</param>
    /// <exception cref="StorageException"><see cref="StorageFault.Configuration"/>: the connection string is empty or malformed, or an option out of bounds.</exception>
    public PostgresStorage(string connectionString, PostgresStorageOptions? options = null, TimeProvider? time = null)
        : this(DataSources.FromConnectionString(connectionString), options, time)
    {
    }

    internal PostgresStorage(OwnSources own, PostgresStorageOptions? options, TimeProvider? time)
        : this(own.Pooled, own, options, time)
    {
    }

    private PostgresStorage(NpgsqlDataSource source, OwnSources? own, PostgresStorageOptions? options, TimeProvider? time)
    {
        ArgumentNullException.ThrowIfNull(source);
        time ??= TimeProvider.System;
        var valid = (options ?? new PostgresStorageOptions()).Validated();
        var settings = new NpgsqlConnectionStringBuilder(source.ConnectionString);
        DataSources.Check(settings);
        var name = settings.Database ?? settings.Username ?? Environment.UserName;
        Description = $"PostgreSQL \"{name}\" on {settings.Host}, schema \"{valid.Schema}\"";

        _own = own;
        _poolSize = new PoolSize(settings, Pumps, heartbeatsApart: own is not null, Description);
        var database = new Database(DataSources.ToPrimary(source), new Statements(valid.Schema), valid, name, Description);
        var names = new NameNumbers(database, time);
        var promotions = new PromotionMark(time);
        var exchanging = new Exchanging(database, promotions, time);
        _heartbeats = new Heartbeats(database, own is null ? database.Source : DataSources.ToPrimary(own.Heartbeats));
        Migrator = new PostgresMigrator(database, time);
        Jobs = new PostgresJobStore(database, new Enqueuing(database, names), exchanging);
        Transactions = new PostgresJobTransactions(database, _poolSize.ForTransactions, time);
        Workers = new PostgresWorkerStore(database, _heartbeats, names, exchanging);
        Maintenance = new PostgresMaintenanceStore(database, promotions, time);
        Reader = new PostgresJobReader(database);
        Control = new PostgresJobControl(database);
        Signal = new PostgresSignal(database, time);
    }

    /// <inheritdoc/>
    public string Description { get; }

    /// <inheritdoc/>
    /// <remarks>Two: the second keeps the server busy while the first answer is read; more than four get into each other's way (158k jobs/s with 4, 68k with 32).</remarks>
    public int Pumps => 2;

    /// <inheritdoc/>
    public IMigrator Migrator { get; }

    /// <inheritdoc/>
    public IJobStore Jobs { get; }

    /// <inheritdoc/>
    public IJobTransactions Transactions { get; }

    /// <inheritdoc/>
    public IWorkerStore Workers { get; }

    /// <inheritdoc/>
    public IMaintenanceStore Maintenance { get; }

    /// <inheritdoc/>
    public IJobReader Reader { get; }

    /// <inheritdoc/>
    public IJobControl Control { get; }

    /// <inheritdoc/>
    public ISignal Signal { get; }

    /// <inheritdoc/>
    public string? FindShortage(int transactions) => _poolSize.FindShortage(transactions);

    /// <summary>Closes the connections it opened.</summary>
    public void Dispose()
    {
        _heartbeats.Dispose();
        _own?.Pooled.Dispose();
        _own?.Heartbeats.Dispose();
    }

    /// <summary>Closes the connections it opened.</summary>
    public async ValueTask DisposeAsync()
    {
        _heartbeats.Dispose();
        if (_own is null) return;
        await _own.Pooled.DisposeAsync().ConfigureAwait(false);
        await _own.Heartbeats.DisposeAsync().ConfigureAwait(false);
    }
}
