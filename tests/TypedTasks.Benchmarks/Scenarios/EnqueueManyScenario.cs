using TypedTasks.Benchmarks.Limits;
using TypedTasks.Benchmarks.Measuring;
using TypedTasks.Benchmarks.Ours;
using TypedTasks.Benchmarks.Peers;

namespace TypedTasks.Benchmarks.Scenarios;

/// <summary>Jobs stored many at a time.</summary>
internal sealed class EnqueueManyScenario : IScenario
{
    private const int UsualJobs = 100_000;
    private const int AtATime = 1000;
    private static readonly TimeSpan PeersDuration = TimeSpan.FromSeconds(1.5);

    public string Name => "enqueue-many";

    public string Description => "jobs stored 1,000 at a time by one caller; limit: insert ... select from unnest of 1,000";

    public async Task RunAsync(Rounds rounds, Report report)
    {
        var jobs = rounds.Sizes.Jobs(UsualJobs);
        var limit = new Contender("bare unnest insert loop", database => BulkInsertLimit.MeasureAsync(database, jobs, AtATime));
        List<Contender> contenders =
        [
            limit,
            new("TypedTasks", database => OurEnqueue.MeasureManyAsync(database, jobs, AtATime)),
            .. (await NodePeer.InstallAllAsync(report)).Select(peer => new Contender(peer.Name, database => peer.EnqueueAsync(database, 1, AtATime, PeersDuration))),
        ];
        report.Throughput(Name, await rounds.MeasureAsync(contenders), limit);
    }
}
