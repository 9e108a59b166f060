using System.Diagnostics;

namespace TypedTasks.Benchmarks.Ours;

/// <summary>Counts the no-op jobs that ran; one measurement at a time.</summary>
internal static class Arrivals
{
    private static TaskCompletionSource<long> s_last = new();
    private static int s_left;

    /// <returns>Ends when this many jobs have started, with the timestamp of the last one.</returns>
    public static Task<long> Expect(int jobs)
    {
        s_last = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref s_left, jobs);
        return s_last.Task;
    }

    /// <summary>How many of the expected jobs have not started yet.</summary>
    public static int Left => Volatile.Read(ref s_left);

    public static void Arrive()
    {
        if (Interlocked.Decrement(ref s_left) == 0) s_last.TrySetResult(Stopwatch.GetTimestamp());
    }
}
