using System.Collections.Concurrent;

namespace TypedTasks.Benchmarks.Ours;

/// <summary>How long jobs of this process waited for their start; one measurement at a time.</summary>
internal static class Delays
{
    private static ConcurrentQueue<double> s_milliseconds = new();

    public static void Add(TimeSpan delay) => s_milliseconds.Enqueue(delay.TotalMilliseconds);

    /// <returns>Those since the last call.</returns>
    public static double[] Take() => [.. Interlocked.Exchange(ref s_milliseconds, new())];
}
