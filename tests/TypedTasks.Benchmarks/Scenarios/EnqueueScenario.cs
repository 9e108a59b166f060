using TypedTasks.Benchmarks.Limits;
using TypedTasks.Benchmarks.Measuring;
using TypedTasks.Benchmarks.Ours;

namespace TypedTasks.Benchmarks.Scenarios;

/// <summary>Jobs stored one at a time.</summary>
internal sealed class EnqueueScenario : IScenario
{
    private static readonly int[] CallerCounts = [1, 8, 32];
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(2);

    public string Name => "enqueue";

    public string Description => "jobs stored one at a time by 1, 8 and 32 concurrent callers; limit: prepared single-row inserts, one connection per caller";

    public async Task RunAsync(Rounds rounds, Report report)
    {
        foreach (var callers in CallerCounts)
        {
            var who = callers == 1 ? "1 caller" : $"{callers} callers";
            var limit = new Contender($"bare insert loop, {who}", database => InsertLimit.MeasureAsync(database, callers, Duration));
            var ours = new Contender($"TypedTasks, {who}", database => OurEnqueue.MeasureAsync(database, callers, Duration));
            var values = await rounds.MeasureAsync([limit, ours]);
            report.Throughput(Name, values, limit);
        }
    }
}
