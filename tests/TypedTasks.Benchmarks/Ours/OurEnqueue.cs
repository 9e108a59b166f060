using Microsoft.Extensions.DependencyInjection;
using TypedTasks.Benchmarks.Measuring;

namespace TypedTasks.Benchmarks.Ours;

/// <summary>Jobs per second stored through the client of a host without a worker.</summary>
internal static class OurEnqueue
{
    public static async Task<Measured> MeasureAsync(Database database, int callers, TimeSpan duration)
    {
        using var host = OurHost.Build(database);
        await host.StartAsync();
        var client = host.Services.GetRequiredService<ITaskClient>();
        await NoOp.EnqueueAsync(client, 0);
        var measured = await Callers.MeasureAsync(database, callers, duration, () => Task.FromResult(new Caller(() => NoOp.EnqueueAsync(client, 1).AsTask())));
        await host.StopAsync();
        return measured;
    }

    public static async Task<Measured> MeasureManyAsync(Database database, int jobs, int atATime)
    {
        using var host = OurHost.Build(database);
        await host.StartAsync();
        var client = host.Services.GetRequiredService<ITaskClient>();
        await NoOp.EnqueueAsync(client, 0);
        var meter = database.StartMeter();
        foreach (var numbers in Enumerable.Range(0, jobs).Chunk(atATime)) await client.EnqueueManyAsync(numbers.Select(number => NoOp.Job(number)));
        var measured = meter.Stop(jobs);
        await host.StopAsync();
        return measured;
    }
}
