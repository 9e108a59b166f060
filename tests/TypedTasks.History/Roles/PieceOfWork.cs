using TypedTasks.History.Events;

namespace TypedTasks.History.Roles;

/// <summary>A job that a producer wants done.</summary>
/// <param name="Key">The producer's name for it.</param>
/// <param name="Job">The job.</param>
/// <param name="Promise">How often its effect may happen.</param>
/// <param name="Line">The queue of one slot where it keeps its place; null for any other.</param>
/// <param name="Deadline">From when on it must not start, on the clock of the events; null for none.</param>
public sealed record PieceOfWork(Guid Key, NewJob Job, Promise Promise = Promise.AtLeastOnce, string? Line = null, long? Deadline = null);
