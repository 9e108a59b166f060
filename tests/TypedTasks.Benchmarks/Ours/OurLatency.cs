using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using TypedTasks.Benchmarks.Measuring;

namespace TypedTasks.Benchmarks.Ours;

/// <summary>Milliseconds from the call of EnqueueAsync to the first instruction of the task, with a worker that waits in another host.</summary>
internal static class OurLatency
{
    public static async Task<Measured> MeasureAsync(Database database, int samples, TimeSpan pause)
    {
        using var producer = OurHost.Build(database);
        await producer.StartAsync();
        var client = producer.Services.GetRequiredService<ITaskClient>();
        using var worker = OurHost.Build(database, _ => { });
        await worker.StartAsync();
        await OnceAsync(client);

        var measured = new double[samples];
        for (var i = 0; i < samples; i++)
        {
            await Task.Delay(pause);
            measured[i] = await OnceAsync(client);
        }

        await worker.StopAsync();
        await producer.StopAsync();
        return new Measured(measured);
    }

    private static async Task<double> OnceAsync(ITaskClient client)
    {
        var arrival = Arrivals.Expect(1);
        var started = Stopwatch.GetTimestamp();
        await NoOp.EnqueueAsync(client, 1);
        return Stopwatch.GetElapsedTime(started, await arrival).TotalMilliseconds;
    }
}
