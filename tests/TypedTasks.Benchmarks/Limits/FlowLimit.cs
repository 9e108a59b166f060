using TypedTasks.Benchmarks.Measuring;

namespace TypedTasks.Benchmarks.Limits;

/// <summary>The same by bare means: one connection inserts 1,000 at a time, two finish and claim.</summary>
internal static class FlowLimit
{
    private const int AtATime = 1000;
    private const int Connections = 2;

    public static async Task<FlowFigures> MeasureAsync(Database database, TimeSpan duration, int mostJobs)
    {
        var tables = await LimitTables.CreateAsync(database);
        var loops = new List<DrainLoop>();
        for (var worker = 1; worker <= Connections; worker++) loops.Add(await DrainLoop.PrepareAsync(tables, worker));

        var done = 0;
        var ended = false;
        var draining = loops.Select(loop => Task.Run(() => DrainAsync(loop))).ToArray();
        var figures = await Flow.MeasureAsync(database, duration, mostJobs, EnqueueAsync, () => Volatile.Read(ref done));
        Volatile.Write(ref ended, true);
        await Task.WhenAll(draining);
        foreach (var loop in loops) await loop.DisposeAsync();
        return figures;

        async Task<int> EnqueueAsync()
        {
            await BulkInsertLimit.InsertAsync(database, AtATime, AtATime);
            return AtATime;
        }

        async Task DrainAsync(DrainLoop loop)
        {
            while (!Volatile.Read(ref ended))
            {
                var claimed = await loop.ExchangeAsync();
                Interlocked.Add(ref done, claimed);
                loop.Rescan(claimed);
            }
        }
    }
}
