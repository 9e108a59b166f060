namespace TypedTasks.Storage;

/// <summary>How many jobs of a queue are in a state.</summary>
/// <param name="Queue">The queue's name.</param>
/// <param name="State">The state.</param>
/// <param name="Count">How many.</param>
public readonly record struct JobCount(string Queue, JobState State, long Count);
