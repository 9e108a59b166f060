namespace TypedTasks.Storage;

/// <summary>What came of promoting.</summary>
/// <param name="Count">How many jobs became ready.</param>
/// <param name="NextIn">Time until the next scheduled job is due, by the database's clock; zero if more are due now, null if none is scheduled.</param>
public readonly record struct Promotion(int Count, TimeSpan? NextIn);
