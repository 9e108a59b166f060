using Microsoft.Extensions.DependencyInjection;
using TypedTasks.Benchmarks.Measuring;

namespace TypedTasks.Benchmarks.Ours;

/// <summary>A producer that enqueues 1,000 jobs at a time, and a worker in its default settings, in this process.</summary>
internal static class OurFlow
{
    private const int AtATime = 1000;

    public static async Task<FlowFigures> MeasureAsync(Database database, TimeSpan duration, int mostJobs)
    {
        using var producer = OurHost.Build(database);
        await producer.StartAsync();
        var client = producer.Services.GetRequiredService<ITaskClient>();
        using var worker = OurHost.Build(database, _ => { });
        await worker.StartAsync();

        _ = Arrivals.Expect(int.MaxValue);
        var figures = await Flow.MeasureAsync(database, duration, mostJobs, EnqueueAsync, () => int.MaxValue - Arrivals.Left);
        while (await SqlText.AskAsync<bool>(database, "ours/has_work")) await Task.Delay(10);
        await worker.StopAsync();
        await producer.StopAsync();
        await OurDrain.CheckAsync(database, 0, figures.Enqueued);
        return figures;

        async Task<int> EnqueueAsync() => (await client.EnqueueManyAsync(Enumerable.Range(0, AtATime).Select(number => NoOp.Job(number)))).Count;
    }
}
