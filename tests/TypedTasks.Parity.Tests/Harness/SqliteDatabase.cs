using Microsoft.Data.Sqlite;

namespace TypedTasks.Parity.Tests.Harness;

/// <summary>A file in a folder of its own.</summary>
internal sealed class SqliteDatabase : TestDatabase
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("typedtasks-parity-");
    private TimeSpan ahead;

    public string File => Path.Combine(folder.FullName, "shop.db");

    public override void Choose(ITypedTasksBuilder tasks) => tasks.UseSqlite(File);

    public override async Task AdvanceClockAsync(TimeSpan by)
    {
        ahead += by;
        await using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"""
            begin immediate;
            drop view typed_tasks_clock;
            create view typed_tasks_clock as
            select cast(round((julianday('now') - 2440587.5) * 86400000.0) as integer) * 1000 + {(long)ahead.TotalMicroseconds} as now;
            commit;
            """;
        await command.ExecuteNonQueryAsync();
    }

    public override ValueTask DisposeAsync()
    {
        folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
