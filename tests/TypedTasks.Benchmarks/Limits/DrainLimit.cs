using TypedTasks.Benchmarks.Measuring;

namespace TypedTasks.Benchmarks.Limits;

/// <summary>
/// Jobs per second of a bare loop that finishes one batch and claims the next in one round trip: batches of 500, two connections, all indexes,
/// finished jobs moved to a history table. This limit is fixed; it does not change with the product's tables or statements.
/// </summary>
internal static class DrainLimit
{
    private const int Connections = 2;
    private const int FillAtATime = 1000;

    public static async Task<Measured> MeasureAsync(Database database, int jobs)
    {
        var tables = await LimitTables.CreateAsync(database);
        await BulkInsertLimit.InsertAsync(database, jobs, FillAtATime);
        await database.SettleAsync();

        var loops = new List<DrainLoop>();
        for (var worker = 1; worker <= Connections; worker++) loops.Add(await DrainLoop.PrepareAsync(tables, worker));

        var meter = database.StartMeter();
        await Task.WhenAll(loops.Select(loop => Task.Run(loop.RunAsync)));
        var measured = meter.Stop(jobs);

        foreach (var loop in loops) await loop.DisposeAsync();
        await CheckAsync(database, jobs);
        return measured;
    }

    private static async Task CheckAsync(Database database, int jobs)
    {
        await using var command = database.Source.CreateCommand(LimitTables.Sql("count_finished"));
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        var (finished, left) = (reader.GetInt64(0), reader.GetInt64(1));
        if (finished != jobs || left != 0)
            throw new InvalidOperationException($"The bare drain loop finished {finished:N0} of {jobs:N0} jobs and left {left:N0}; its figure would be worth nothing.");
    }
}
