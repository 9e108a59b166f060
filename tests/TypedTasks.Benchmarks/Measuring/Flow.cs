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
        return new FlowFigures(Rates(marks), enqueued, marks[^1].At, meter.Stop(marks[^1].Done).Cpu);
    }

    private static async Task MarkAsync(long started, List<(TimeSpan At, int Done)> marks, Func<int> readDone, CancellationToken ended)
    {
        while (!ended.IsCancellationRequested)
        {
            await Task.Delay(100, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            marks.Add((Stopwatch.GetElapsedTime(started), readDone()));
        }
    }

    /// <returns>Jobs per second in five parts of the same length.</returns>
    internal static double[] Rates(List<(TimeSpan At, int Done)> marks)
    {
        var length = marks[^1].At / Parts;
        return [.. Enumerable.Range(0, Parts).Select(part => (DoneAt(marks, length * (part + 1)) - DoneAt(marks, length * part)) / length.TotalSeconds)];
    }

    // Between two marks as many per second as on the average there: a short flow has fewer marks than parts.
    private static double DoneAt(List<(TimeSpan At, int Done)> marks, TimeSpan at)
    {
        var found = marks.FindIndex(mark => mark.At >= at);
        var next = found < 0 ? marks.Count - 1 : Math.Max(found, 1); // five fifths may be a tick more than the whole
        var (from, to) = (marks[next - 1], marks[next]);
        return from.Done + ((to.Done - from.Done) * ((at - from.At) / (to.At - from.At)));
    }
}
