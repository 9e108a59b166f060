using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace TypedTasks.Sqlite.Connections;

/// <summary>
/// The statements of one connection, prepared once each. Speaks to SQLite directly: the driver's own command would look every parameter up
/// by name at each run, and sleep 150 ms whenever the file is busy.
/// </summary>
internal sealed class Connection : IDisposable
{
    private readonly SqliteConnection _driver;
    private readonly bool _isOwn;
    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);

    /// <summary>Speaks through a driver's connection; disposing closes it if it is our own, else only the statements.</summary>
    public Connection(DatabaseFile file, SqliteConnection driver, bool isOwn)
    {
        File = file;
        _driver = driver;
        _isOwn = isOwn;
        Handle = driver.Handle ?? throw new InvalidOperationException("The SQLite connection is closed.");
    }

    public DatabaseFile File { get; }

    /// <summary>The driver's connection, for statements of users.</summary>
    public SqliteConnection Driver => _driver;

    public sqlite3 Handle { get; }

    /// <summary>The file's name as SQLite resolved it; empty for a database in memory.</summary>
    public string FileName => raw.sqlite3_db_filename(Handle, "main").utf8_to_string() ?? "";

    public bool InTransaction => raw.sqlite3_get_autocommit(Handle) == 0;

    /// <summary>Whether the last call failed because somebody else is writing, and may succeed a moment later.</summary>
    public bool IsBusy => raw.sqlite3_extended_errcode(Handle) == raw.SQLITE_BUSY;

    public long LastId => raw.sqlite3_last_insert_rowid(Handle);

    public int Changes => raw.sqlite3_changes(Handle);

    /// <summary>The prepared statement of a file; dispose it after use to give it back.</summary>
    public Statement Prepare(string name)
    {
        if (_statements.TryGetValue(name, out var known)) return known;

        var code = raw.sqlite3_prepare_v3(Handle, File.Sql[name], raw.SQLITE_PREPARE_PERSISTENT, out var handle);
        if (code != raw.SQLITE_OK) throw Fault();

        var statement = new Statement(this, handle);
        _statements.Add(name, statement);
        return statement;
    }

    /// <summary>Runs a file of one or more statements without parameters.</summary>
    public void Execute(string name)
    {
        if (!TryExecute(name)) throw Fault();
    }

    /// <summary>Runs a file; false if the database is busy.</summary>
    public bool TryExecute(string name)
    {
        var code = raw.sqlite3_exec(Handle, File.Sql[name]);
        if (code == raw.SQLITE_OK) return true;
        return (code & 0xff) is raw.SQLITE_BUSY or raw.SQLITE_LOCKED ? false : throw Fault();
    }

    /// <summary>The database's clock, in microseconds since 1970 UTC.</summary>
    public long ReadClock()
    {
        using var statement = Prepare("session/read_clock");
        statement.Read();
        return statement.Long(0);
    }

    /// <summary>What went wrong last.</summary>
    public Exception Fault() => File.Faults.Of(raw.sqlite3_extended_errcode(Handle), raw.sqlite3_errmsg(Handle).utf8_to_string());

    public void Dispose()
    {
        foreach (var statement in _statements.Values) statement.Close();
        _statements.Clear();
        if (_isOwn) _driver.Dispose();
    }
}
