using TypedTasks.Benchmarks.Measuring;
using TypedTasks.Benchmarks.Ours;

namespace TypedTasks.Benchmarks.Scenarios;

/// <summary>Jobs in front that the worker does not know.</summary>
internal sealed class UnknownScenario : IScenario
{
    private const int UsualUnknown = 300_000;
    private const int Backlog = 100_000;

    public string Name => "unknown";

    public string Description => "a backlog of 100,000 behind 300,000 jobs of an unknown task, which are set aside when they are met; limit: the same without them";

    public async Task RunAsync(Rounds rounds, Report report)
    {
        var unknown = rounds.Sizes.Jobs(UsualUnknown);
        var limit = new Contender("TypedTasks, nothing in front", database => OurDrain.MeasureAsync(database, Backlog, _ => { }));
        var values = await rounds.MeasureAsync(
        [
            limit,
            new($"TypedTasks, behind {unknown:N0} unknown jobs", database => BehindAsync(database, unknown, setAside: false)),
            new("TypedTasks, with these set aside before", database => BehindAsync(database, unknown, setAside: true)),
        ]);
        report.Throughput(Name, values, limit);
    }

    private static async Task<Measured> BehindAsync(Database database, int unknown, bool setAside)
    {
        await OurDrain.MeasureAsync(database, 1000, _ => { }); // makes the tables
        await SqlText.RunAsync(database, "ours/fill_unknown", unknown);
        if (setAside) await OurDrain.MeasureAsync(database, 1000, _ => { });
        return await OurDrain.MeasureAsync(database, Backlog, _ => { });
    }
}
