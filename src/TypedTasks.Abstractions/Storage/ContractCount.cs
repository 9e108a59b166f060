namespace TypedTasks.Storage;

/// <summary>How many jobs that have not ended need a contract to be known.</summary>
/// <param name="Contract">The task's stored name and the version of its payload.</param>
/// <param name="Count">How many.</param>
/// <param name="OldestEnqueuedAt">When the oldest of them was enqueued.</param>
public readonly record struct ContractCount(TaskContract Contract, long Count, DateTimeOffset OldestEnqueuedAt);
