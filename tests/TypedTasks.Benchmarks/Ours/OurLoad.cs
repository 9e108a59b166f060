using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using TypedTasks.Benchmarks.Measuring;

namespace TypedTasks.Benchmarks.Ours;

/// <summary>Jobs that arrive at random and keep a part of a worker's slots busy.</summary>
internal static class OurLoad
{
    private const int Slots = 16;
    private static readonly TimeSpan TaskTime = TimeSpan.FromMilliseconds(10);

    /// <param name="database">Where.</param>
    /// <param name="part">Of the slots that are busy on average.</param>
    /// <param name="duration">How long.</param>
    /// <returns>Milliseconds from the call of EnqueueAsync to the first instruction of the task, per job.</returns>
    public static async Task<Measured> MeasureAsync(Database database, double part, TimeSpan duration)
    {
        using var producer = OurHost.Build(database);
        await producer.StartAsync();
        var client = producer.Services.GetRequiredService<ITaskClient>();
        using var worker = OurHost.Build(database, settings => settings.Concurrency(Slots));
        await worker.StartAsync();
        await ArriveAsync(client, part, duration / 10); // to warm up
        Delays.Take();

        await ArriveAsync(client, part, duration);
        var measured = Delays.Take();
        await worker.StopAsync();
        await producer.StopAsync();
        return new Measured(measured);
    }

    // Arrivals without memory: the times between them are exponential.
    private static async Task ArriveAsync(ITaskClient client, double part, TimeSpan duration)
    {
        var chance = new Random(1);
        var perSecond = part * Slots / TaskTime.TotalSeconds;
        var started = Stopwatch.GetTimestamp();
        var enqueuing = new List<Task>();
        for (var due = TimeSpan.Zero; due < duration; due += TimeSpan.FromSeconds(-Math.Log(1 - chance.NextDouble()) / perSecond))
        {
            if (due - Stopwatch.GetElapsedTime(started) is { Ticks: > 0 } early) await Task.Delay(early + TimeSpan.FromMilliseconds(1));
            enqueuing.Add(TellDelay.EnqueueAsync(client, Stopwatch.GetTimestamp(), (int)TaskTime.TotalMilliseconds).AsTask());
        }

        await Task.WhenAll(enqueuing);
        await Task.Delay(TaskTime * 20); // the last ones start
    }
}
