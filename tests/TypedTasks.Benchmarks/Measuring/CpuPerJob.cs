namespace TypedTasks.Benchmarks.Measuring;

/// <summary>Processor time per job in microseconds. On a busy machine it is steadier than the rate.</summary>
/// <param name="Client">Of the process that works.</param>
/// <param name="Server">Of all processes of PostgreSQL; null when they can't be seen from here.</param>
internal sealed record CpuPerJob(double Client, double? Server);
