using TypedTasks.Benchmarks.Limits;
using TypedTasks.Benchmarks.Measuring;
using TypedTasks.Benchmarks.Ours;

namespace TypedTasks.Benchmarks.Scenarios;

/// <summary>Jobs stored many at a time.</summary>
internal sealed class EnqueueManyScenario : IScenario
{
    private const int Jobs = 100_000;
    private const int AtATime = 1000;

    public string Name => "enqueue-many";

    public string Description => "jobs stored 1,000 at a time by one caller; limit: insert ... select from unnest of 1,000";

    public async Task RunAsync(Rounds rounds, Report report)
    {
        var limit = new Contender("bare unnest insert loop", database => BulkInsertLimit.MeasureAsync(database, Jobs, AtATime));
        var ours = new Contender("TypedTasks", database => OurEnqueue.MeasureManyAsync(database, Jobs, AtATime));
        var values = await rounds.MeasureAsync([limit, ours]);
        report.Throughput(Name, values, limit);
    }
}
