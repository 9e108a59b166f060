namespace TypedTasks.Benchmarks.Ours;

/// <summary>The task whose running costs nothing, so that only the queue is measured.</summary>
public static class NoOpTasks
{
    [QueueTask]
    public static void NoOp(int number) => Arrivals.Arrive();
}
