using TypedTasks.Benchmarks.Limits;
using TypedTasks.Benchmarks.Measuring;
using TypedTasks.Benchmarks.Ours;
using TypedTasks.Benchmarks.Peers;

namespace TypedTasks.Benchmarks.Scenarios;

/// <summary>A backlog of no-op jobs, drained by one worker process.</summary>
internal sealed class DrainScenario : IScenario
{
    private const int Jobs = 100_000;

    // At its default settings the peer does 2,000 jobs a second; the whole backlog would take a minute per round.
    private const int JobsForSlowPeers = 2_000;

    private static void Tuned(ITypedTasksWorkerBuilder worker) => worker.Concurrency(4).Configure(options => options.MaxPrefetch = 2000);

    public string Name => "drain";

    public string Description => "a backlog of 100,000 no-op jobs drained by one worker process; limit: a bare finish-and-claim loop on two connections";

    public async Task RunAsync(Rounds rounds, Report report)
    {
        var limit = new Contender("bare finish-and-claim loop", database => DrainLimit.MeasureAsync(database, Jobs));
        List<Contender> contenders =
        [
            limit,
            new("TypedTasks, default settings", database => OurDrain.MeasureAsync(database, Jobs, _ => { })),
            new("TypedTasks, tuned settings", database => OurDrain.MeasureAsync(database, Jobs, Tuned)),
        ];
        if (await GraphileWorker.InstallAsync(report) is { } graphile)
        {
            contenders.Add(new("graphile-worker, fastest settings", database => graphile.DrainAsync(database, Jobs, "fastest")));
            contenders.Add(new("graphile-worker, default settings", database => graphile.DrainAsync(database, JobsForSlowPeers, "default")));
        }

        report.Throughput(Name, await rounds.MeasureAsync(contenders), limit);
    }
}
