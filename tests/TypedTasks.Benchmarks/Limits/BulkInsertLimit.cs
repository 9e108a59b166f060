using Npgsql;
using TypedTasks.Benchmarks.Measuring;

namespace TypedTasks.Benchmarks.Limits;

/// <summary>Jobs per second of one connection that stores many at a time: <c>insert … select from unnest(…)</c>, prepared, ids read back.</summary>
internal static class BulkInsertLimit
{
    public static async Task<Measured> MeasureAsync(Database database, int jobs, int atATime)
    {
        await LimitTables.CreateAsync(database);
        var meter = database.StartMeter();
        await InsertAsync(database, jobs, atATime);
        return meter.Stop(jobs);
    }

    public static async Task InsertAsync(Database database, int jobs, int atATime)
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        await using var command = new NpgsqlCommand(LimitTables.Sql("insert_jobs"), connection);
        LimitTables.BindMany(command.Parameters, 1, 0);
        await command.PrepareAsync();
        for (var first = 0; first < jobs; first += atATime)
        {
            LimitTables.BindMany(command.Parameters, Math.Min(atATime, jobs - first), first);
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync()) reader.GetInt64(0);
        }
    }
}
