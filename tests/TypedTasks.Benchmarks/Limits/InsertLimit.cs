using Npgsql;
using TypedTasks.Benchmarks.Measuring;

namespace TypedTasks.Benchmarks.Limits;

/// <summary>Jobs per second of callers that store one at a time, each on a connection of its own: a prepared insert of one row, id read back.</summary>
internal static class InsertLimit
{
    public static async Task<Measured> MeasureAsync(Database database, int callers, TimeSpan duration)
    {
        await LimitTables.CreateAsync(database);
        return await Callers.MeasureAsync(database, callers, duration, () => PrepareAsync(database));
    }

    private static async Task<Caller> PrepareAsync(Database database)
    {
        var connection = await database.Source.OpenConnectionAsync();
        var command = new NpgsqlCommand(LimitTables.Sql("insert_job"), connection);
        var payload = LimitTables.BindOne(command.Parameters);
        await command.PrepareAsync();
        var number = 0;
        return new Caller(InsertAsync, connection);

        async Task InsertAsync()
        {
            payload.TypedValue = LimitTables.Payload(number++);
            await command.ExecuteScalarAsync();
        }
    }
}
