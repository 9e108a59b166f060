using TypedTasks.Benchmarks.Measuring;
using TypedTasks.Benchmarks.Payloads;
using TypedTasks.Generated;

namespace TypedTasks.Benchmarks.Scenarios;

/// <summary>Generated writers and readers beside System.Text.Json's source-generated ones, on the same values.</summary>
internal sealed class PayloadScenario : IScenario
{
    private const int ShortRoundsPerRound = 200;

    public string Name => "payload";

    public string Description => "payloads written and read by generated code; limit: the fastest source-generated mode of System.Text.Json; ratio = how many times faster";

    public bool NeedsServer => false;

    public Task RunAsync(Rounds rounds, Report report)
    {
        SerializedShape[] shapes =
        [
            Serializers.Shape("flat record of 10 members", SampleValues.Flat, TypedTasks_Benchmarks_Payloads_Flat_Payload.Write, TypedTasks_Benchmarks_Payloads_Flat_Payload.Read),
            Serializers.Shape("order with 20 lines", SampleValues.Order, TypedTasks_Benchmarks_Payloads_Order_Payload.Write, TypedTasks_Benchmarks_Payloads_Order_Payload.Read),
            Serializers.Shape("list of 1,000 numbers", SampleValues.Numbers, TypedTasks_Benchmarks_Payloads_Numbers_Payload.Write, TypedTasks_Benchmarks_Payloads_Numbers_Payload.Read),
            Serializers.Shape("text of 8 KB", SampleValues.Letter, TypedTasks_Benchmarks_Payloads_Letter_Payload.Write, TypedTasks_Benchmarks_Payloads_Letter_Payload.Read),
        ];
        var count = rounds.Count * ShortRoundsPerRound;
        Compare("write", shapes.Select(shape => (shape.Name, shape.Writes, shape.TheirWrites)), count, report);
        Compare("read", shapes.Select(shape => (shape.Name, shape.Reads, shape.TheirReads)), count, report);
        return Task.CompletedTask;
    }

    private void Compare(string verb, IEnumerable<(string Shape, Operation Ours, IReadOnlyList<Operation> Theirs)> pairs, int rounds, Report report)
    {
        var ratios = new List<double>();
        var ratiosOfFastest = new List<double>();
        foreach (var (shape, ours, theirs) in pairs)
        {
            var costs = ShortRounds.Measure([ours, .. theirs], rounds);
            var best = costs.Skip(1).MinBy(cost => cost.Microseconds) ?? costs[0];
            var leanest = costs.Skip(1).Min(cost => cost.Bytes);
            for (var i = 0; i < theirs.Count; i++) report.Note($"  {verb} {shape}: {theirs[i].Name} {Report.Text(costs[i + 1].Microseconds)} us, {costs[i + 1].Bytes:N0} B");
            ratios.Add(best.Microseconds / costs[0].Microseconds);
            ratiosOfFastest.Add(costs.Skip(1).Min(cost => cost.Fastest) / costs[0].Fastest);
            report.Figure(Name, $"{verb} {shape}", 1 / costs[0].Microseconds, "1/us", 1 / best.Microseconds);
            report.Figure(Name, $"{verb} {shape}, allocated", costs[0].Bytes, "B", leanest);
        }

        report.Figure(Name, $"{verb}, geometric mean", Math.Exp(ratios.Average(Math.Log)), "times", 1);
        report.Figure(Name, $"{verb}, geometric mean of fastest runs", Math.Exp(ratiosOfFastest.Average(Math.Log)), "times", 1);
    }
}
