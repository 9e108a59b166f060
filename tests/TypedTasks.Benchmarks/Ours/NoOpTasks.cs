using System.Diagnostics;

namespace TypedTasks.Benchmarks.Ours;

/// <summary>Tasks whose running costs nothing, so that only the queue is measured.</summary>
public static class NoOpTasks
{
    [QueueTask]
    public static void NoOp(int number) => Arrivals.Arrive();

    /// <summary>Waits as a task does that asks another service.</summary>
    [QueueTask]
    public static async Task ShortWaitAsync(int milliseconds, CancellationToken cancellationToken)
    {
        Arrivals.Arrive();
        await Task.Delay(milliseconds, cancellationToken);
    }

    /// <summary>Tells the process that waits for it, which need not be this one, that it has started.</summary>
    [QueueTask]
    public static void TellStart(int number)
    {
        Arrivals.Arrive();
        Console.Out.WriteLine($"{number} {Stopwatch.GetTimestamp()}");
    }

    /// <summary>Takes note of the time between its enqueue and now, and then some time itself.</summary>
    [QueueTask]
    public static async Task TellDelayAsync(long enqueuedAt, int milliseconds, CancellationToken cancellationToken)
    {
        Delays.Add(Stopwatch.GetElapsedTime(enqueuedAt));
        Arrivals.Arrive();
        await Task.Delay(milliseconds, cancellationToken);
    }
}
