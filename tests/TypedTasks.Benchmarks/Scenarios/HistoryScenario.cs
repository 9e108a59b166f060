using TypedTasks.Benchmarks.Measuring;
using TypedTasks.Benchmarks.Ours;

namespace TypedTasks.Benchmarks.Scenarios;

/// <summary>What jobs that are finished, scheduled or being pruned cost those that are ready.</summary>
internal sealed class HistoryScenario : IScenario
{
    private const int UsualFinished = 2_000_000;
    private const int FinishedPerScheduled = 10;
    private const int Backlog = 100_000;

    public string Name => "history";

    public string Description
        => "a backlog of 100,000 beside 2,000,000 finished jobs (--jobs 10000000: the full size) and a tenth as many scheduled ones, with and without pruning; limit: the same beside none";

    public async Task RunAsync(Rounds rounds, Report report)
    {
        var finished = rounds.Sizes.Jobs(UsualFinished);
        var backlog = Math.Min(Backlog, finished);
        await using var filled = await rounds.CreateDatabaseAsync();
        await FillAsync(filled, finished, report);

        var limit = new Contender("TypedTasks, nothing else in the tables", database => OurDrain.MeasureAsync(database, backlog, Kept));
        List<Contender> contenders =
        [
            limit,
            new($"TypedTasks, {finished:N0} finished, {finished / FinishedPerScheduled:N0} scheduled", _ => OurDrain.MeasureAsync(filled, backlog, Kept)),
            new("TypedTasks, the same while pruning runs", _ => OurDrain.MeasureAsync(filled, backlog, _ => { })),
        ];
        report.Throughput(Name, await rounds.MeasureAsync(contenders), limit);
        report.Note($"  {await SqlText.AskAsync<long>(filled, "ours/count_succeeded", 0L):N0} finished jobs are left");
    }

    private static void Kept(ITypedTasksWorkerBuilder worker) => worker.Configure(options => options.Retention = TimeSpan.MaxValue);

    private static async Task FillAsync(Database filled, int finished, Report report)
    {
        report.Note($"  filling the tables with {finished:N0} finished jobs");
        await OurDrain.MeasureAsync(filled, 1000, Kept); // makes the tables
        await SqlText.RunAsync(filled, "ours/fill_finished", finished);
        await SqlText.RunAsync(filled, "ours/fill_scheduled", finished / FinishedPerScheduled);
        await SqlText.RunAsync(filled, "ours/vacuum");
        await filled.SettleAsync();
    }
}
