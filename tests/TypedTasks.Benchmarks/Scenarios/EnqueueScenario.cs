using TypedTasks.Benchmarks.Limits;
using TypedTasks.Benchmarks.Measuring;
using TypedTasks.Benchmarks.Ours;
using TypedTasks.Benchmarks.Peers;

namespace TypedTasks.Benchmarks.Scenarios;

/// <summary>Jobs stored one at a time.</summary>
internal sealed class EnqueueScenario : IScenario
{
    // From so many callers on, connections of their own are no longer the fastest way to store their jobs.
    private const int ManyCallers = 32;

    private static readonly int[] CallerCounts = [1, 8, ManyCallers, 256];
    private static readonly TimeSpan UsualDuration = TimeSpan.FromSeconds(1.5);

    public string Name => "enqueue";

    public string Description => "jobs stored one at a time by 1, 8, 32 and 256 callers; limit: a prepared insert per job and connection, from 32 callers on a coalesced insert of many";

    public async Task RunAsync(Rounds rounds, Report report)
    {
        var duration = rounds.Sizes.Duration(UsualDuration);
        var peers = await NodePeer.InstallAllAsync(report);
        foreach (var callers in CallerCounts)
        {
            var who = callers == 1 ? "1 caller" : $"{callers} callers";
            var limit = callers < ManyCallers
                ? new Contender($"bare insert loop, {who}", database => InsertLimit.MeasureAsync(database, callers, duration))
                : new Contender($"bare coalesced loop, {who}", database => CoalescedInsertLimit.MeasureAsync(database, callers, duration));
            List<Contender> contenders =
            [
                limit,
                new($"TypedTasks, {who}", database => OurEnqueue.MeasureAsync(database, callers, duration)),
                new($"Quartz, {who}", database => QuartzPeer.EnqueueAsync(database, callers, duration)),
                .. peers.Select(peer => new Contender($"{peer.Name}, {who}", database => peer.EnqueueAsync(database, callers, 1, duration))),
            ];
            report.Throughput(Name, await rounds.MeasureAsync(contenders), limit);
        }
    }
}
