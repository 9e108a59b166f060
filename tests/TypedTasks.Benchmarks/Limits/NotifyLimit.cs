using System.Diagnostics;
using Npgsql;
using TypedTasks.Benchmarks.Measuring;

namespace TypedTasks.Benchmarks.Limits;

/// <summary>
/// Milliseconds from storing a job to holding it elsewhere, by bare means: an insert that notifies, a connection that listens, a claim of one job.
/// </summary>
internal static class NotifyLimit
{
    public static async Task<Measured> MeasureAsync(Database database, int samples, TimeSpan pause)
    {
        var tables = await LimitTables.CreateAsync(database);
        await using var listener = await ListenAsync(tables);
        await using var producer = await tables.ConnectAsync();
        await using var insert = new NpgsqlCommand(LimitTables.Sql("insert_and_notify"), producer);
        LimitTables.BindOne(insert.Parameters);
        await insert.PrepareAsync();
        await using var loop = await DrainLoop.PrepareAsync(tables, worker: 1);

        var measured = new double[samples];
        for (var i = 0; i < samples; i++)
        {
            await Task.Delay(pause);
            var arrival = Task.Run(async () =>
            {
                await listener.WaitAsync();
                await loop.ExchangeAsync();
                return Stopwatch.GetTimestamp();
            });
            await Task.Delay(TimeSpan.FromMilliseconds(5)); // lets the listener begin to wait
            var started = Stopwatch.GetTimestamp();
            await insert.ExecuteNonQueryAsync();
            measured[i] = Stopwatch.GetElapsedTime(started, await arrival).TotalMilliseconds;
            await loop.ExchangeAsync();
        }

        return new Measured(measured);
    }

    private static async Task<NpgsqlConnection> ListenAsync(LimitTables tables)
    {
        var listener = await tables.ConnectAsync();
        await using var command = new NpgsqlCommand(LimitTables.Sql("listen"), listener);
        await command.ExecuteNonQueryAsync();
        return listener;
    }
}
