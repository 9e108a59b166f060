using System.Text.RegularExpressions;
using TypedTasks.Storage;

namespace TypedTasks.Sqlite;

/// <summary>How jobs are stored in a SQLite file.</summary>
public sealed partial record SqliteStorageOptions
{
    /// <summary>
    /// What the names of the tables begin with: lower-case letters, digits and underscores, not beginning with a digit or <c>sqlite_</c>,
    /// at most 40 characters. Default: <c>typed_tasks_</c>. Several instances of TypedTasks share a file by using different prefixes.
    /// </summary>
    public string TablePrefix { get; set; } = "typed_tasks_";

    /// <summary>How long a call waits while other processes write to the file, from 1 second to 5 minutes. Default: 30 seconds.</summary>
    public TimeSpan BusyTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>What a commit survives. Default: <see cref="SqliteSynchronous.Full"/>.</summary>
    public SqliteSynchronous Synchronous { get; set; } = SqliteSynchronous.Full;

    /// <summary>
    /// How often an idle worker looks whether another process, or a transaction of your own, has changed the file; from 1 millisecond to 1 minute.
    /// Default: 20 milliseconds. A look costs a few microseconds.
    /// </summary>
    public TimeSpan WatchInterval { get; set; } = TimeSpan.FromMilliseconds(20);

    internal SqliteStorageOptions Validated()
    {
        if (TablePrefix is null || !PrefixPattern().IsMatch(TablePrefix) || TablePrefix.StartsWith("sqlite_", StringComparison.Ordinal))
            throw Wrong($"'{TablePrefix}' can't be the prefix of the TypedTasks tables. Use 1 to 40 lower-case letters, digits and underscores, "
                + "beginning with a letter or underscore but not with 'sqlite_', which SQLite keeps for itself.");

        if (BusyTimeout < TimeSpan.FromSeconds(1) || BusyTimeout > TimeSpan.FromMinutes(5))
            throw Wrong($"A busy timeout of {BusyTimeout} is out of bounds. Set {nameof(SqliteStorageOptions)}.{nameof(BusyTimeout)} to a time from 1 second to 5 minutes.");

        if (WatchInterval < TimeSpan.FromMilliseconds(1) || WatchInterval > TimeSpan.FromMinutes(1))
            throw Wrong($"A watch interval of {WatchInterval} is out of bounds. Set {nameof(SqliteStorageOptions)}.{nameof(WatchInterval)} to a time from 1 millisecond to 1 minute.");

        return Enum.IsDefined(Synchronous)
            ? this
            : throw Wrong($"{nameof(SqliteStorageOptions)}.{nameof(Synchronous)} is {(int)Synchronous}, which is none of the values of {nameof(SqliteSynchronous)}. Use {nameof(SqliteSynchronous.Full)} or {nameof(SqliteSynchronous.Normal)}.");
    }

    private static StorageException Wrong(string message) => new(StorageFault.Configuration, message);

    [GeneratedRegex(@"\A[a-z_][a-z0-9_]{0,39}\z")]
    private static partial Regex PrefixPattern();
}
