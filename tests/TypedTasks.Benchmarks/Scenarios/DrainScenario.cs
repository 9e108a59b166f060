using TypedTasks.Benchmarks.Limits;
using TypedTasks.Benchmarks.Measuring;
using TypedTasks.Benchmarks.Ours;
using TypedTasks.Benchmarks.Peers;

namespace TypedTasks.Benchmarks.Scenarios;

/// <summary>A backlog of no-op jobs, drained by one worker process.</summary>
internal sealed class DrainScenario : IScenario
{
    private const int UsualJobs = 200_000;

    // At these settings peers do 2,000 jobs a second, or two; the whole backlog would take minutes per round, or days.
    private const int JobsForSlowPeers = 2_000;
    private const int JobsForTheSlowest = 5;

    public static void Tuned(ITypedTasksWorkerBuilder worker) => worker.Concurrency(4).Configure(options => options.MaxPrefetch = 2000);

    public string Name => "drain";

    public string Description => "a backlog of 200,000 no-op jobs drained by one worker process; limit: a bare finish-and-claim loop on two connections";

    public async Task RunAsync(Rounds rounds, Report report)
    {
        var jobs = rounds.Sizes.Jobs(UsualJobs);
        var limit = new Contender("bare finish-and-claim loop", database => DrainLimit.MeasureAsync(database, jobs));
        List<Contender> contenders =
        [
            limit,
            new("TypedTasks, default settings", database => OurDrain.MeasureAsync(database, jobs, _ => { })),
            new("TypedTasks, tuned settings", database => OurDrain.MeasureAsync(database, jobs, Tuned)),
            new("Quartz, fastest settings", database => QuartzPeer.DrainAsync(database, JobsForSlowPeers, fastest: true)),
            new("Quartz, default settings", database => QuartzPeer.DrainAsync(database, JobsForSlowPeers / 4, fastest: false)),
        ];
        foreach (var peer in await NodePeer.InstallAllAsync(report))
        {
            var slow = peer.Name == "pg-boss" ? JobsForTheSlowest : JobsForSlowPeers;
            contenders.Add(new($"{peer.Name}, fastest settings", database => peer.DrainAsync(database, jobs / 2, "fastest")));
            contenders.Add(new($"{peer.Name}, default settings", database => peer.DrainAsync(database, slow, "default")));
        }

        report.Throughput(Name, await rounds.MeasureAsync(contenders), limit);
    }
}
