using System.Diagnostics;
using TypedTasks.Benchmarks.Measuring;

namespace TypedTasks.Benchmarks.Payloads;

/// <summary>Times operations in many short rounds, one after the other, so that a busy machine disturbs few of them and all alike.</summary>
internal static class ShortRounds
{
    // Short enough to fit into a time slice.
    private static readonly TimeSpan RoundTime = TimeSpan.FromMicroseconds(300);

    // The tiers of the runtime's compiler are behind us by then.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);

    /// <param name="operations">All do the same.</param>
    /// <param name="rounds">How often each is timed.</param>
    public static IReadOnlyList<OperationCost> Measure(IReadOnlyList<Operation> operations, int rounds)
    {
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < WarmUp)
            foreach (var operation in operations) Time(operation, 100);

        var repeats = operations.Select(operation => Math.Max(1, (int)(RoundTime.TotalMicroseconds / Enumerable.Range(0, 20).Min(_ => Time(operation, 10))))).Min();
        var times = operations.Select(_ => new List<double>(rounds)).ToList();
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < operations.Count; i++)
            {
                var next = (i + round) % operations.Count;
                times[next].Add(Time(operations[next], repeats));
            }
        }

        return [.. operations.Select((operation, i) => new OperationCost(Statistics.Median(times[i]), times[i].Min(), Allocated(operation)))];
    }

    private static double Time(Operation operation, int repeats)
    {
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < repeats; i++) operation.Run();
        return Stopwatch.GetElapsedTime(started).TotalMicroseconds / repeats;
    }

    private static double Allocated(Operation operation)
    {
        const int Repeats = 100;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Repeats; i++) operation.Run();
        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Repeats;
    }
}
