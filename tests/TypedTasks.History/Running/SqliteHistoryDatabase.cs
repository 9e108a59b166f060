using System.Data.Common;
using TypedTasks.Sqlite;
using TypedTasks.Storage;

namespace TypedTasks.History.Running;

/// <summary>A file in the folder of the run.</summary>
public sealed class SqliteHistoryDatabase : HistoryDatabase
{
    private readonly string _path;

    public SqliteHistoryDatabase(string folder)
    {
        _path = Path.Combine(folder, "history.db");
        Address = new DatabaseAddress("sqlite", _path);
        Source = Address.OpenSource();
    }

    public override DbDataSource Source { get; }

    public override DatabaseAddress Address { get; }

    public override string WorkerTable => "typed_tasks_worker";

    public override IStorage OpenStorage() => new SqliteStorage(_path);

    public override ValueTask DisposeAsync() => Source.DisposeAsync();
}
