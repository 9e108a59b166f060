using System.Diagnostics;

namespace TypedTasks.Benchmarks.Measuring;

/// <summary>A number of callers that each do one thing after the other for a while.</summary>
internal static class Callers
{
    /// <param name="database">Where.</param>
    /// <param name="count">How many at once.</param>
    /// <param name="duration">How long; calls under way then are counted, with their time.</param>
    /// <param name="prepareAsync">Makes one caller, outside the measured time.</param>
    /// <returns>Calls per second, and their cost.</returns>
    public static async Task<Measured> MeasureAsync(Database database, int count, TimeSpan duration, Func<Task<Caller>> prepareAsync)
    {
        var callers = new List<Caller>();
        for (var i = 0; i < count; i++) callers.Add(await prepareAsync());

        var meter = database.StartMeter();
        var started = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(callers.Select(caller => Task.Run(() => RepeatAsync(caller, started, duration))));
        var measured = meter.Stop(counts.Sum());

        foreach (var caller in callers)
        {
            if (caller.Resource is { } resource) await resource.DisposeAsync();
        }

        return measured;
    }

    private static async Task<int> RepeatAsync(Caller caller, long started, TimeSpan duration)
    {
        var count = 0;
        for (; Stopwatch.GetElapsedTime(started) < duration; count++) await caller.CallAsync();
        return count;
    }
}
