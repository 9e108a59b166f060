using TypedTasks.Benchmarks.Measuring;
using TypedTasks.Benchmarks.Ours;

namespace TypedTasks.Benchmarks.Scenarios;

/// <summary>Scheduled jobs that come due together.</summary>
internal sealed class PromotionScenario : IScenario
{
    private const int UsualJobs = 100_000;

    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(1);

    public string Name => "promotion";

    public string Description => "100,000 jobs that came due together, promoted and drained by one worker process; limit: the same ready from the start";

    public async Task RunAsync(Rounds rounds, Report report)
    {
        var jobs = rounds.Sizes.Jobs(UsualJobs);
        var limit = new Contender("TypedTasks, ready from the start", database => OurDrain.MeasureAsync(database, jobs, _ => { }));
        var values = await rounds.MeasureAsync([limit, new("TypedTasks, due one second after their enqueue", database => DueAsync(database, jobs))]);
        report.Throughput(Name, values, limit);
    }

    // By the time that the worker starts, their time has come, but for the last of a small number.
    private static Task<Measured> DueAsync(Database database, int jobs)
        => OurDrain.MeasureAsync(database, [.. OurDrain.NoOps(jobs).Select(static job => job with { Options = new() { Delay = Delay } })], _ => { });
}
