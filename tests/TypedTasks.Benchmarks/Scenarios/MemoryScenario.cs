using TypedTasks.Benchmarks.Measuring;
using TypedTasks.Benchmarks.Ours;

namespace TypedTasks.Benchmarks.Scenarios;

/// <summary>What a backlog does to a worker's memory.</summary>
internal sealed class MemoryScenario : IScenario
{
    private const int UsualJobs = 100_000;
    private const int Milliseconds = 20;
    private const double Megabyte = 1024 * 1024;

    private static readonly TimeSpan WorkingTime = TimeSpan.FromSeconds(5);

    public string Name => "memory";

    public string Description => "resident memory of a worker process while it works off a backlog of 100,000 jobs; limit: of one that is idle";

    public async Task RunAsync(Rounds rounds, Report report)
    {
        await using var database = await rounds.CreateDatabaseAsync();
        await using var worker = await WorkerProcess.StartAsync(("postgres", database.ConnectionString), slots: 16);
        await Task.Delay(WorkingTime);
        var idle = worker.ResidentBytes / Megabyte;

        await OurHost.FillAsync(tasks => tasks.UsePostgres(database.ConnectionString), Enumerable.Repeat(ShortWait.Job(Milliseconds), rounds.Sizes.Jobs(UsualJobs)));
        await Task.Delay(WorkingTime);
        if (!await SqlText.AskAsync<bool>(database, "ours/has_work")) throw new InvalidOperationException("The backlog is gone already; raise --jobs.");
        report.Figure(Name, "worker with a backlog, resident", worker.ResidentBytes / Megabyte, "MB", idle);
    }
}
