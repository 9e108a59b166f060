using TypedTasks.Storage;

namespace TypedTasks.Workers;

/// <summary>What became of a call of a task's method: how the attempt would end by it, or what was thrown. One of them is null.</summary>
internal readonly record struct Invocation(AttemptOutcome? Outcome, Exception? Problem);
