namespace TypedTasks.Storage;

/// <summary>Which queues have work, and which are worked on.</summary>
/// <param name="Waiting">Names of queues with a ready job.</param>
/// <param name="Served">The queues of each live worker, as it registered them: names and patterns, separated by commas.</param>
public sealed record QueueService(IReadOnlyList<string> Waiting, IReadOnlyList<string> Served);
