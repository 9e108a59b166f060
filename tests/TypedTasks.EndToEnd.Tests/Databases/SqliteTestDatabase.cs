using System.Data.Common;
using Microsoft.Data.Sqlite;
using TypedTasks.Sqlite;
using TypedTasks.Storage;

namespace TypedTasks.EndToEnd.Tests.Databases;

/// <summary>A file in a temporary folder.</summary>
internal sealed class SqliteTestDatabase : TestDatabase
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("typedtasks-e2e-");

    public SqliteTestDatabase() => Source = SqliteFactory.Instance.CreateDataSource($"Data Source={File};Pooling=False");

    public override DbDataSource Source { get; }

    public override string[] QuickStartArguments => ["--folder", _folder.FullName];

    /// <summary>Named as QuickStart names it.</summary>
    private string File => Path.Combine(_folder.FullName, "quickstart.db");

    public override string Table(string name) => $"typed_tasks_{name}";

    public override void Use(ITypedTasksBuilder tasks) => tasks.UseSqlite(File);

    public override IStorage OpenStorage() => new SqliteStorage(File);

    public override async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    protected override Task SetClockAsync() => ExecuteAsync($"""
        begin immediate;
        drop view typed_tasks_clock;
        create view typed_tasks_clock as
        select cast(round((julianday('now') - 2440587.5) * 86400000.0) as integer) * 1000 + {(long)Advanced.TotalMicroseconds} as now;
        commit;
        """);
}
