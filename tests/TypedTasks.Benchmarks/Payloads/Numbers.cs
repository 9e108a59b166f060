namespace TypedTasks.Benchmarks.Payloads;

/// <summary>A list of numbers.</summary>
internal sealed record Numbers(List<int> Values);
