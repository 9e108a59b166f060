namespace TypedTasks.Storage;

/// <summary>The answer to a heartbeat.</summary>
/// <param name="Alive">False if the lease had expired and others have taken, or may take, the worker's jobs.</param>
/// <param name="Cancel">Running attempts of this worker that somebody asked to cancel.</param>
public sealed record Renewal(bool Alive, IReadOnlyList<AttemptId> Cancel);
