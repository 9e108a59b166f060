namespace TypedTasks.Benchmarks.Payloads;

/// <summary>What one run of an operation costs.</summary>
/// <param name="Microseconds">The median.</param>
/// <param name="Fastest">The shortest time, in microseconds: what a busy machine disturbs least.</param>
/// <param name="Bytes">Allocated.</param>
internal sealed record OperationCost(double Microseconds, double Fastest, double Bytes);
