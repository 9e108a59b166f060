using TypedTasks.Benchmarks.Limits;
using TypedTasks.Benchmarks.Measuring;
using TypedTasks.Benchmarks.Ours;
using TypedTasks.Benchmarks.Peers;

namespace TypedTasks.Benchmarks.Scenarios;

/// <summary>How long a job waits for a worker that has nothing else to do.</summary>
internal sealed class LatencyScenario : IScenario
{
    private const int SamplesPerRound = 40;
    private const int SamplesOfPollingPeers = 10;

    // Longer than the worker's first looks on its own, so that only the signal can be what wakes it.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);

    public string Name => "latency";

    public string Description => "from enqueue to start with an idle worker, p50 and p99; limit: insert and notify, listen, claim, by bare means";

    public async Task RunAsync(Rounds rounds, Report report)
    {
        var limit = new Contender("bare listen/notify loop", database => NotifyLimit.MeasureAsync(database, SamplesPerRound, Pause));
        List<Contender> contenders = [limit, new("TypedTasks", database => OurLatency.MeasureAsync(database, SamplesPerRound, Pause))];
        foreach (var peer in await NodePeer.InstallAllAsync(report))
        {
            var samples = peer.Name == "pg-boss" ? SamplesOfPollingPeers : SamplesPerRound;
            contenders.Add(new($"{peer.Name}, fastest settings", database => peer.LatencyAsync(database, samples, Pause, "fastest")));
        }

        report.Latency(Name, await rounds.MeasureAsync(contenders), limit);
    }
}
