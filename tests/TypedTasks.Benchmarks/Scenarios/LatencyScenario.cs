using TypedTasks.Benchmarks.Limits;
using TypedTasks.Benchmarks.Measuring;
using TypedTasks.Benchmarks.Ours;

namespace TypedTasks.Benchmarks.Scenarios;

/// <summary>How long a job waits for a worker that has nothing else to do.</summary>
internal sealed class LatencyScenario : IScenario
{
    private const int SamplesPerRound = 60;

    // Longer than the worker's first looks on its own, so that only the signal can be what wakes it.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);

    public string Name => "latency";

    public string Description => "from enqueue to start with an idle worker, p50 and p99; limit: insert and notify, listen, claim, by bare means";

    public async Task RunAsync(Rounds rounds, Report report)
    {
        var limit = new Contender("bare listen/notify loop", database => NotifyLimit.MeasureAsync(database, SamplesPerRound, Pause));
        var ours = new Contender("TypedTasks", database => OurLatency.MeasureAsync(database, SamplesPerRound, Pause));
        var values = await rounds.MeasureAsync([limit, ours]);
        report.Latency(Name, values, limit);
    }
}
