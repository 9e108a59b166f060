using Microsoft.Data.Sqlite;
using TypedTasks.Storage;

namespace TypedTasks.Sqlite.Connections;

/// <summary>Reads what <c>UseSqlite</c> was given: a path or a connection string.</summary>
internal static class ConnectionStrings
{
    public static SqliteConnectionStringBuilder Parse(string database)
    {
        if (string.IsNullOrWhiteSpace(database))
            throw Wrong("No SQLite file was named. Pass a path such as \"shop.db\", or a connection string such as \"Data Source=shop.db\".");

        var builder = database.Contains('=', StringComparison.Ordinal) ? ParseString(database) : new SqliteConnectionStringBuilder { DataSource = database };
        if (string.IsNullOrWhiteSpace(builder.DataSource))
            throw Wrong("The SQLite connection string names no file. Add \"Data Source=shop.db\", with the path of the file.");

        if (builder.Mode == SqliteOpenMode.Memory || builder.DataSource == ":memory:" || builder.DataSource.Contains("mode=memory", StringComparison.OrdinalIgnoreCase))
            throw Wrong("A SQLite database in memory can't hold jobs: it is invisible to other connections and processes, and its jobs end with the process. "
                + "Use a file; for tests, one in the folder for temporary files.");

        if (builder.Mode == SqliteOpenMode.ReadOnly)
            throw Wrong($"The SQLite connection string for '{builder.DataSource}' says Mode=ReadOnly, but jobs have to be written. Remove the Mode.");

        builder.DataSource = FullPath(builder.DataSource);
        builder.Cache = SqliteCacheMode.Private;
        builder.Pooling = false;
        return builder;
    }

    /// <summary>The path from the root, so that a later change of the current folder does not matter.</summary>
    private static string FullPath(string dataSource)
        => dataSource.StartsWith("file:", StringComparison.Ordinal)
            || dataSource.StartsWith("|DataDirectory|", StringComparison.OrdinalIgnoreCase)
            || AppContext.GetData("DataDirectory") is not null
                ? dataSource
                : Path.GetFullPath(dataSource);

    private static SqliteConnectionStringBuilder ParseString(string connectionString)
    {
        try
        {
            return new SqliteConnectionStringBuilder(connectionString);
        }
        catch (ArgumentException exception)
        {
            // The text itself is left out: it may hold a password.
            throw Wrong($"The SQLite connection string can't be read: {exception.Message} "
                + "It should look like \"Data Source=shop.db\". A path that holds an equals sign must be passed in this form, too.", exception);
        }
    }

    private static StorageException Wrong(string message, Exception? innerException = null) => new(StorageFault.Configuration, message, innerException);
}
