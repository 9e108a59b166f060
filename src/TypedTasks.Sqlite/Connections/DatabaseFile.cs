using Microsoft.Data.Sqlite;
using SQLitePCL;
using TypedTasks.Storage;

namespace TypedTasks.Sqlite.Connections;

/// <summary>The file: how it is named, opened and spoken of.</summary>
internal sealed class DatabaseFile : IDisposable
{
    private readonly string _connectionString;
    private readonly Lock _lock = new();
    private volatile string? _fileName;
    private SqliteConnection? _witness;
    private bool _isDisposed;

    static DatabaseFile() => Batteries_V2.Init();

    public DatabaseFile(string database, SqliteStorageOptions options, TimeProvider time)
    {
        var connectionString = ConnectionStrings.Parse(database);
        Options = options;
        Time = time;
        Path = connectionString.DataSource;
        _connectionString = connectionString.ConnectionString;
        Sql = new SqlFiles(typeof(DatabaseFile).Assembly, "typed_tasks_", options.TablePrefix);
        Faults = new Faults(this);
    }

    public SqliteStorageOptions Options { get; }

    public TimeProvider Time { get; }

    public string Path { get; }

    public SqlFiles Sql { get; }

    public Faults Faults { get; }

    public string Description => Options.TablePrefix == "typed_tasks_"
        ? $"SQLite \"{Path}\""
        : $"SQLite \"{Path}\", tables \"{Options.TablePrefix}*\"";

    /// <summary>The file's name as SQLite itself resolved it; null while nothing has been opened.</summary>
    public string? FileName => _fileName;

    /// <summary>
    /// Makes sure that the file still has its name. Without one an open file goes on to exist for whoever has opened it, takes what is written, and is gone with the last of them.
    /// If another file has the name, it must not be opened either: SQLite would read the first one's write-ahead log into it.
    /// </summary>
    /// <exception cref="StorageException">It was deleted, moved or replaced; connections to it are of no use any more.</exception>
    public void CheckPlace()
    {
        if (_fileName is not { Length: > 0 } name) return;
        var isKept = _witness?.Handle is { } open ? FilePlace.IsKept(open) : null;
        if (isKept ?? File.Exists(name)) return;
        throw File.Exists(name) ? Faults.Replaced() : Faults.Gone();
    }

    /// <summary>Opens a connection; null while other processes keep the file busy.</summary>
    public Connection? TryOpen()
    {
        CheckPlace();
        var driver = new SqliteConnection(_connectionString);
        Connection? connection = null;
        try
        {
            driver.Open();
            connection = new Connection(this, driver, isOwn: true);
            if (!connection.TryExecute("session/set_journal")) return Closed(connection);

            connection.Execute(Options.Synchronous == SqliteSynchronous.Full ? "session/set_synchronous_full" : "session/set_synchronous_normal");
            connection.Execute("session/set_memory");
            Remember(connection.FileName);
            return connection;
        }
        catch (SqliteException exception)
        {
            driver.Dispose();
            throw Faults.Of(exception);
        }
        catch
        {
            connection?.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            _witness?.Dispose();
        }
    }

    // The witness does nothing but stay open: whatever becomes of the others, it is the file that was opened first.
    private void Remember(string fileName)
    {
        if (_fileName is not null) return;
        lock (_lock)
        {
            if (_fileName is not null || _isDisposed) return;
            _witness = new SqliteConnection(_connectionString);
            _witness.Open();
            _fileName = fileName;
        }
    }

    private static Connection? Closed(Connection connection)
    {
        connection.Dispose();
        return null;
    }
}
