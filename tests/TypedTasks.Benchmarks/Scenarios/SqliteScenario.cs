using TypedTasks.Benchmarks.Measuring;
using TypedTasks.Benchmarks.Ours;

namespace TypedTasks.Benchmarks.Scenarios;

/// <summary>A backlog in a SQLite file, drained by one process and by several.</summary>
internal sealed class SqliteScenario : IScenario
{
    private const int UsualJobs = 50_000;
    private const int Helpers = 3;

    // The aim, in jobs per second.
    private const double Aim = 10_000;

    public string Name => "sqlite";

    public string Description => "50,000 no-op jobs in one SQLite file (synchronous FULL), drained by one process, and enqueued and drained by four; limit: the aim of 10,000 jobs/s";

    public bool NeedsServer => false;

    public async Task RunAsync(Rounds rounds, Report report)
    {
        var jobs = rounds.Sizes.Jobs(UsualJobs);
        await MeasureAsync(rounds, report, "drained by one process", jobs, helpers: 0);
        await MeasureAsync(rounds, report, "enqueued and drained by four processes", jobs / 2, Helpers);
    }

    private async Task MeasureAsync(Rounds rounds, Report report, string who, int jobs, int helpers)
    {
        var rates = new List<double>();
        for (var round = 0; round <= rounds.Count; round++)
        {
            var measured = await OurSqlite.MeasureAsync(jobs, helpers);
            report.Note($"  round {round} of {rounds.Count}: {who} {Report.Text(measured.Values[0])}");
            if (round > 0) rates.AddRange(measured.Values);
        }

        report.Figure(Name, who, Statistics.Median(rates), "jobs/s", Aim);
    }
}
