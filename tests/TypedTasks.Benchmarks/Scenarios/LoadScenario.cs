using TypedTasks.Benchmarks.Measuring;
using TypedTasks.Benchmarks.Ours;

namespace TypedTasks.Benchmarks.Scenarios;

/// <summary>How long a job waits for a worker that has other jobs.</summary>
internal sealed class LoadScenario : IScenario
{
    private static readonly TimeSpan UsualDuration = TimeSpan.FromSeconds(5);

    public string Name => "load";

    public string Description => "from enqueue to start while jobs of 10 ms keep half of 16 slots busy, p50 and p99; limit: the same with a hundredth of them busy";

    public async Task RunAsync(Rounds rounds, Report report)
    {
        var duration = rounds.Sizes.Duration(UsualDuration);
        var limit = new Contender("TypedTasks, 1 % of the slots busy", database => OurLoad.MeasureAsync(database, 0.01, duration));
        var half = new Contender("TypedTasks, 50 % of the slots busy", database => OurLoad.MeasureAsync(database, 0.5, duration));
        report.Latency(Name, await rounds.MeasureAsync([limit, half]), limit);
    }
}
