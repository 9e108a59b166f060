namespace TypedTasks.Storage;

/// <summary>A queue and the number it is stored under.</summary>
/// <param name="Number">The number.</param>
/// <param name="Name">The name.</param>
public readonly record struct QueueNumber(int Number, string Name);
