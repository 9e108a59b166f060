using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using TypedTasks.Benchmarks.Measuring;

namespace TypedTasks.Benchmarks.Ours;

/// <summary>Jobs per second stored through the client of a host without a worker.</summary>
internal static class OurEnqueue
{
    public static async Task<double> MeasureAsync(Database database, int callers, TimeSpan duration)
    {
        using var host = OurHost.Build(database);
        await host.StartAsync();
        var client = host.Services.GetRequiredService<ITaskClient>();
        await NoOp.EnqueueAsync(client, 0);
        var rate = await Callers.MeasureAsync(callers, duration, () => Task.FromResult(new Caller(() => NoOp.EnqueueAsync(client, 1).AsTask())));
        await host.StopAsync();
        return rate;
    }

    public static async Task<double> MeasureManyAsync(Database database, int jobs, int atATime)
    {
        using var host = OurHost.Build(database);
        await host.StartAsync();
        var client = host.Services.GetRequiredService<ITaskClient>();
        await NoOp.EnqueueAsync(client, 0);
        var started = Stopwatch.GetTimestamp();
        foreach (var numbers in Enumerable.Range(0, jobs).Chunk(atATime)) await client.EnqueueManyAsync(numbers.Select(number => NoOp.Job(number)));
        var rate = jobs / Stopwatch.GetElapsedTime(started).TotalSeconds;
        await host.StopAsync();
        return rate;
    }
}
