using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using TypedTasks.Postgres;
using TypedTasks.Sqlite;
using TypedTasks.Storage;

namespace TypedTasks.History.Running;

/// <summary>Where a process finds the database: what fits on a command line.</summary>
/// <param name="Kind"><c>postgres</c> or <c>sqlite</c>.</param>
/// <param name="Text">A connection string, or the path of a file.</param>
public sealed record DatabaseAddress(string Kind, string Text)
{
    // Calls that hang are given up before the run ends, not after half a minute.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>The storage as an application would open it.</summary>
    public IStorage OpenStorage(TimeProvider time) => Kind == "postgres"
        ? new PostgresStorage(Text, new PostgresStorageOptions { CommandTimeout = Patience }, time)
        : new SqliteStorage(Text, null, time);

    /// <summary>The database for the application's own statements.</summary>
    public DbDataSource OpenSource() => Kind == "postgres"
        ? NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(Text) { CommandTimeout = (int)Patience.TotalSeconds, Timeout = (int)Patience.TotalSeconds, MaxPoolSize = 12 })
        : SqliteFactory.Instance.CreateDataSource($"Data Source={Text}");
}
