namespace TypedTasks.Benchmarks.Measuring;

/// <summary>What a flow gave.</summary>
/// <param name="Rates">Jobs done per second in each fifth of the time.</param>
/// <param name="Enqueued">How many were enqueued.</param>
/// <param name="Took">From the first enqueue until the last; by then nearly all were done.</param>
/// <param name="Cpu">Processor time per job done, its enqueue included.</param>
internal sealed record FlowFigures(double[] Rates, int Enqueued, TimeSpan Took, CpuPerJob? Cpu);
