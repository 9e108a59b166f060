using System.Data.Common;
using System.Text;
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

    public override string[] WorkerArguments => ["sqlite", File];

    /// <summary>Named as QuickStart names it.</summary>
    private string File => Path.Combine(_folder.FullName, "quickstart.db");

    public override string Table(string name) => $"typed_tasks_{name}";

    public override void Use(ITypedTasksBuilder tasks) => tasks.UseSqlite(File);

    public override IStorage OpenStorage() => new SqliteStorage(File);

    /// <summary>The very bytes of the file and its log, deleted rows included.</summary>
    public override Task<string> DumpAsync()
        => Task.FromResult(string.Concat(_folder.EnumerateFiles("quickstart.db*").Where(file => file.Extension != ".db-shm").Select(Read)));

    public override async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static string Read(FileInfo file)
    {
        using var text = new StreamReader(file.Open(FileMode.Open, FileAccess.Read, FileShare.ReadWrite), Encoding.Latin1);
        return text.ReadToEnd();
    }

    protected override Task SetClockAsync() => ExecuteAsync($"""
        begin immediate;
        drop view typed_tasks_clock;
        create view typed_tasks_clock as
        select cast(round((julianday('now') - 2440587.5) * 86400000.0) as integer) * 1000 + {(long)Advanced.TotalMicroseconds} as now;
        commit;
        """);
}
