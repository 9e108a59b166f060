using System.Diagnostics;

namespace TypedTasks.Benchmarks.Measuring;

/// <summary>Jobs enqueued and drained at once for a while.</summary>
internal static class Flow
{
    // As many jobs may wait as a busy queue has; enough that the worker never runs dry.
    private const int MostWaiting = 50_000;

    private const int Parts = 5;

    /// <param name="database">Where.</param>
    /// <param name="duration">How long.</param>
    /// <param name="mostJobs">Ends before the duration when so many jobs have been enqueued.</param>
    /// <param name="enqueueAsync">Stores some jobs and answers with how many.</param>
    /// <param name="readDone">How many jobs have been done.</param>
    public static async Task<FlowFigures> MeasureAsync(Database database, TimeSpan duration, int mostJobs, Func<Task<int>> enqueueAsync, Func<int> readDone)
    {
        var meter = database.StartMeter();
        var started = Stopwatch.GetTimestamp();
        var marks = new List<(TimeSpan At, int Done)> { (TimeSpan.Zero, 0) };
        using var ended = new CancellationTokenSource();
        var marking = MarkAsync(started, marks, readDone, ended.Token);

        var enqueued = 0;
        while (Stopwatch.GetElapsedTime(started) < duration && enqueued < mostJobs)
        {
            if (enqueued - readDone() > MostWaiting) await Task.Delay(1);
            else enqueued += await enqueueAsync();
        }

        await ended.CancelAsync();
        await marking;
        return new FlowFigures(Rates(marks), enqueued, meter.Stop(marks[^1].Done).Cpu);
    }

    private static async Task MarkAsync(long started, List<(TimeSpan At, int Done)> marks, Func<int> readDone, CancellationToken ended)
    {
        while (!ended.IsCancellationRequested)
        {
            await Task.Delay(100, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            marks.Add((Stopwatch.GetElapsedTime(started), readDone()));
        }
    }

    private static double[] Rates(List<(TimeSpan At, int Done)> marks)
    {
        var length = marks[^1].At / Parts;
        var ends = Enumerable.Range(0, Parts + 1).Select(part => marks.First(mark => part == Parts ? mark == marks[^1] : mark.At >= length * part)).ToArray();
        return [.. Enumerable.Range(0, Parts).Select(part => (ends[part + 1].Done - ends[part].Done) / (ends[part + 1].At - ends[part].At).TotalSeconds)];
    }
}
