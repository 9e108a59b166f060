using TypedTasks.Sqlite.Connections;
using TypedTasks.Sqlite.Jobs;
using TypedTasks.Sqlite.Maintenance;
using TypedTasks.Sqlite.Reading;
using TypedTasks.Sqlite.Schema;
using TypedTasks.Sqlite.Signals;
using TypedTasks.Sqlite.Workers;
using TypedTasks.Storage;

namespace TypedTasks.Sqlite;

/// <summary>Keeps jobs in a SQLite file, for the processes of one machine.</summary>
/// <remarks>
/// The file is switched to the write-ahead log. One connection writes, others read, so reading never waits for writing;
/// writers of several processes take turns.
/// </remarks>
public sealed class SqliteStorage : IStorage, IDisposable
{
    private readonly DatabaseFile _file;
    private readonly Writer _writer;
    private readonly Readers _readers;
    private readonly Heartbeat _heartbeat;
    private readonly Watcher _watcher;

    /// <summary>Makes the storage. Nothing is opened before it is needed.</summary>
    /// <param name="database">The path of the file, or a connection string of Microsoft.Data.Sqlite.</param>
    /// <param name="options">The options; null for the defaults.</param>
    /// <param name="timeProvider">What waiting goes by; null for the system's. What is stored goes by the database's clock.</param>
    /// <exception cref="StorageException">The path, connection string or an option can't work.</exception>
    public SqliteStorage(string database, SqliteStorageOptions? options = null, TimeProvider? timeProvider = null)
    {
        _file = new DatabaseFile(database, (options ?? new SqliteStorageOptions()).Validated(), timeProvider ?? TimeProvider.System);
        var gate = new Lock();
        _writer = new Writer(_file, gate);
        _readers = new Readers(_file);
        _heartbeat = new Heartbeat(_file, gate);
        _watcher = new Watcher(_file);
        Description = _file.Description;
        Migrator = new Migrator(_file, _writer, _readers);
        Jobs = new JobStore(_writer, new CallerTransactions(_file), _watcher);
        Transactions = new JobTransactions(_file, _writer);
        Workers = new WorkerStore(_writer, _readers, _heartbeat);
        Maintenance = new MaintenanceStore(_writer, _readers, _watcher);
        Reader = new JobReader(_readers);
        Control = new JobControl(_writer, _watcher);
        Signal = _watcher;
    }

    /// <inheritdoc/>
    public string Description { get; }

    /// <inheritdoc/>
    public int Pumps => 1;

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

    /// <summary>Closes its connections, after the writing that is under way.</summary>
    public void Dispose()
    {
        DisposeHelpers();
        _writer.Dispose();
        _file.Dispose();
    }

    /// <summary>Closes its connections, after the writing that is under way.</summary>
    public async ValueTask DisposeAsync()
    {
        DisposeHelpers();
        await _writer.DisposeAsync().ConfigureAwait(false);
        _file.Dispose();
    }

    private void DisposeHelpers()
    {
        _watcher.Dispose();
        _heartbeat.Dispose();
        _readers.Dispose();
    }

    internal static void Check(string database, SqliteStorageOptions options) => new DatabaseFile(database, options.Validated(), TimeProvider.System).Dispose();
}
