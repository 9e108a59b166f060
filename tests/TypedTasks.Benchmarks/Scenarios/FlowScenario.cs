using Npgsql;
using TypedTasks.Benchmarks.Limits;
using TypedTasks.Benchmarks.Measuring;
using TypedTasks.Benchmarks.Ours;

namespace TypedTasks.Benchmarks.Scenarios;

/// <summary>Jobs enqueued and drained at once, for long.</summary>
/// <param name="held">Whether a transaction is open all the while, so that nothing dead can be vacuumed.</param>
internal sealed class FlowScenario(bool held) : IScenario
{
    private const int NoMoreThan = int.MaxValue;

    private static readonly TimeSpan UsualDuration = TimeSpan.FromSeconds(120);

    public string Name => held ? "flow-held" : "flow";

    public string Description => held
        ? "the same flow while a REPEATABLE READ transaction is held open; once, not in rounds"
        : "jobs enqueued 1,000 at a time and drained at once, for 120 s, or until --jobs, at most --seconds then; once, not in rounds; limit: the same by bare means";

    public async Task RunAsync(Rounds rounds, Report report)
    {
        var duration = rounds.Sizes.Duration(rounds.Sizes.ChosenJobs is null ? UsualDuration : TimeSpan.FromHours(1));
        var jobs = rounds.Sizes.Jobs(NoMoreThan);
        var limit = await MeasureAsync(rounds, database => FlowLimit.MeasureAsync(database, duration, jobs));
        var ours = await MeasureAsync(rounds, database => OurFlow.MeasureAsync(database, duration, jobs));
        Figures(report, "bare insert and finish-and-claim loops", limit, limit);
        Figures(report, "TypedTasks", ours, limit);
    }

    private void Figures(Report report, string who, FlowFigures figures, FlowFigures limit)
    {
        var rates = figures.Rates;
        report.Note($"  {who}: {figures.Enqueued:N0} jobs in {Report.Text(figures.Took.TotalSeconds)} s");
        report.Note($"  {who}: {string.Join(", ", rates.Select(Report.Text))} jobs/s in the five fifths");
        report.Figure(Name, who, rates.Average(), "jobs/s", limit.Rates.Average());
        report.Figure(Name, $"{who}, last fifth; ratio to its first", rates[^1], "jobs/s", rates[0]);
        if (figures.Cpu is not { } cpu || limit.Cpu is not { } limitCpu) return;
        report.Figure(Name, $"{who}, client CPU", cpu.Client, "us/job", limitCpu.Client);
        if (cpu.Server is { } server && limitCpu.Server is { } limitServer) report.Figure(Name, $"{who}, server CPU", server, "us/job", limitServer);
    }

    private async Task<FlowFigures> MeasureAsync(Rounds rounds, Func<Database, Task<FlowFigures>> measureAsync)
    {
        await using var database = await rounds.CreateDatabaseAsync();
        await using var holder = await database.Source.OpenConnectionAsync();
        await using var transaction = held ? await holder.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead) : null;
        if (transaction is not null)
        {
            await using var command = new NpgsqlCommand(SqlText.Of("held/take_snapshot"), holder, transaction);
            await command.ExecuteScalarAsync();
        }

        return await measureAsync(database);
    }
}
