namespace TypedTasks.Benchmarks.Payloads;

/// <summary>What one run of an operation costs.</summary>
/// <param name="Microseconds">The median.</param>
/// <param name="Bytes">Allocated.</param>
internal sealed record OperationCost(double Microseconds, double Bytes);
