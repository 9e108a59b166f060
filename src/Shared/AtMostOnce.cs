namespace TypedTasks.Storage;

/// <summary>What is stored about jobs that may run at most once and can't go on.</summary>
internal static class AtMostOnce
{
    public const string WorkerLeft = "Its worker left before the job ended, and it may run at most once. It may have run in part.";
}
