namespace TypedTasks.Storage;

/// <summary>A job taken from a worker whose lease expired.</summary>
/// <param name="JobId">The job's number.</param>
/// <param name="Worker">The name of the worker that lost it.</param>
/// <param name="Crashes">The job's crashes, this one included.</param>
/// <param name="Failed">True if it failed, because it ran alone or may run at most once; false if it is ready again.</param>
public readonly record struct RescuedJob(long JobId, string Worker, int Crashes, bool Failed)
{
    /// <summary>The stored name of its task, for people.</summary>
    public required string TaskName { get; init; }
}
