namespace TypedTasks.Benchmarks.Measuring;

/// <summary>What one round of one contender gave.</summary>
/// <param name="Values">At least one: a rate, or one latency per sample.</param>
/// <param name="Cpu">Processor time per job, where it could be read.</param>
internal sealed record Measured(double[] Values, CpuPerJob? Cpu = null);
