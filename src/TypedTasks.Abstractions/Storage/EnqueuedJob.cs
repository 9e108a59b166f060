namespace TypedTasks.Storage;

/// <summary>What became of one job to store.</summary>
/// <param name="Id">The job's number.</param>
/// <param name="AlreadyEnqueued">Whether it was stored before under the same enqueue id.</param>
public readonly record struct EnqueuedJob(long Id, bool AlreadyEnqueued);
