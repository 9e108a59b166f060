namespace TypedTasks.Shared;

/// <summary>A decision that is kept.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="Files">The numbers of the files it reached: it holds as long as they stay as they are.</param>
internal sealed record KnownDecision(TaskDecision Decision, int[] Files);
