using Microsoft.Data.Sqlite;
using SQLitePCL;
using TypedTasks.Storage;

namespace TypedTasks.Sqlite.Connections;

/// <summary>The file: how it is named, opened and spoken of.</summary>
internal sealed class DatabaseFile
{
    private readonly string _connectionString;
    private volatile string? _fileName;

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
    /// </summary>
    /// <exception cref="StorageException">It was deleted or moved; connections to it are of no use any more.</exception>
    public void CheckPlace()
    {
        if (_fileName is { Length: > 0 } name && !File.Exists(name)) throw Faults.Gone();
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
            _fileName ??= connection.FileName;
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

    private static Connection? Closed(Connection connection)
    {
        connection.Dispose();
        return null;
    }
}
