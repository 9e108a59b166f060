using Microsoft.Data.Sqlite;
using SQLitePCL;
using TypedTasks.Storage;

namespace TypedTasks.Sqlite.Connections;

/// <summary>Turns SQLite's errors into ones that say what, why and how to fix.</summary>
internal sealed class Faults(DatabaseFile file)
{
    public StorageException Of(SqliteException exception)
        => Of(exception.SqliteExtendedErrorCode, exception.Message, exception);

    public StorageException Of(int code, string message, Exception? innerException = null) => (code & 0xff) switch
    {
        raw.SQLITE_BUSY when code == raw.SQLITE_BUSY_SNAPSHOT => New(
            StorageFault.Unavailable,
            $"Your transaction on '{file.Path}' read before others wrote, so SQLite lets it write no more. Roll it back and try again; begin it with BeginTransaction(deferred: false) to be safe from this.",
            innerException ?? new SqliteException(message, code & 0xff, code)),
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => Busy(innerException),
        raw.SQLITE_CANTOPEN => New(StorageFault.Configuration, CannotOpen(), innerException),
        raw.SQLITE_NOTADB => New(
            StorageFault.Configuration,
            $"'{file.Path}' is not a SQLite database, or it is encrypted and the password is missing. Name another file, or add the password to the connection string.",
            innerException),
        raw.SQLITE_CORRUPT => New(
            StorageFault.Configuration,
            $"The SQLite database '{file.Path}' is damaged ({message}). Stop all its processes and restore a backup, or save what can be read with: sqlite3 '{file.Path}' .recover",
            innerException),
        raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_AUTH => New(
            StorageFault.Configuration,
            $"The SQLite database '{file.Path}' can't be written ({message}). The process needs to write the file and its folder, where the write-ahead log is kept.",
            innerException),
        raw.SQLITE_FULL => New(StorageFault.Unavailable, $"The disk that holds the SQLite database '{file.Path}' is full. Nothing was stored. Make room; no restart is needed.", innerException),
        raw.SQLITE_IOERR => New(StorageFault.Unavailable, $"The SQLite database '{file.Path}' could not be read or written ({message}). Check the disk and that nobody has deleted or replaced the file.", innerException),
        raw.SQLITE_CONSTRAINT or raw.SQLITE_TOOBIG or raw.SQLITE_MISMATCH => New(
            StorageFault.Refused, $"The SQLite database '{file.Path}' refused the data ({message}, code {code}). Sending them again will not help.", innerException),
        raw.SQLITE_ERROR when IsMissing(message) => New(StorageFault.SchemaTooOld, TooOld(message), innerException),
        _ => New(StorageFault.Unavailable, $"The SQLite database '{file.Path}' refused a statement ({message}, code {code}).", innerException),
    };

    public StorageException Busy(Exception? innerException = null) => New(
        StorageFault.Unavailable,
        $"The SQLite database '{file.Path}' was kept busy by others for {file.Options.BusyTimeout.TotalSeconds:0.#} seconds. "
        + "Somebody holds a transaction open: end it sooner, or, if it is your own, pass it to EnqueueAsync.",
        innerException);

    public StorageException Gone() => New(
        StorageFault.Unavailable,
        $"The SQLite database '{file.Path}' was deleted or moved away while it was in use. Nothing was stored. Put it back, or restart the programs that use it to begin with a new one.",
        null);

    public StorageException Replaced() => New(
        StorageFault.Configuration,
        $"The SQLite database '{file.Path}' was replaced by another file while it was in use. Nothing was stored. Stop the programs that use it, "
        + $"remove '{file.Path}-wal' and '{file.Path}-shm', which belong to the old file, and start them again.",
        null);

    public string TooOld(string detail)
        => $"The SQLite database '{file.Path}' has no TypedTasks tables of this version ({detail}). Migrate it: call MigrateAsync, or start a worker that does. "
            + "A process that runs makes no tables: if they were dropped under it, restore them, or restart it to begin with empty ones.";

    private static StorageException New(StorageFault fault, string message, Exception? innerException) => new(fault, message, innerException);

    private static bool IsMissing(string message)
        => message.Contains("no such table", StringComparison.Ordinal) || message.Contains("no such column", StringComparison.Ordinal)
            || message.Contains("has no column named", StringComparison.Ordinal);

    private string CannotOpen()
    {
        var folder = Path.GetDirectoryName(file.Path);
        if (!string.IsNullOrEmpty(folder) && Path.IsPathRooted(folder) && !Directory.Exists(folder))
            return $"The SQLite database '{file.Path}' can't be created: there is no folder '{folder}'. Create it, or change the path given to UseSqlite.";

        return Directory.Exists(file.Path)
            ? $"The SQLite database '{file.Path}' can't be opened: that is a folder. Name a file in it, such as '{Path.Combine(file.Path, "tasks.db")}'."
            : $"The SQLite database '{file.Path}' can't be opened. Check that the process may read and write the file and its folder.";
    }
}
