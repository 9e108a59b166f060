using TypedTasks.Benchmarks.Measuring;
using TypedTasks.Benchmarks.Ours;

namespace TypedTasks.Benchmarks.Scenarios;

/// <summary>Many workers that have little to do.</summary>
internal sealed class FleetScenario : IScenario
{
    private const int UsualProcesses = 64;
    private const int Samples = 100;

    // The aim: what the idle workers may cost the database together, in percent of a core.
    private const double IdleAim = 2;

    private static readonly TimeSpan UsualIdleTime = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);

    public string Name => "fleet";

    public string Description
        => "64 worker processes (--jobs: how many) on an empty queue: the server's processor time (limit: the aim of 2 %), and the latency of a job now and then (limit: one process)";

    public async Task RunAsync(Rounds rounds, Report report)
    {
        await using var database = await rounds.CreateDatabaseAsync();
        double[] alone;
        await using (var one = await OurFleet.StartAsync(database, 1)) alone = await one.MeasureLatencyAsync(Samples, Pause);

        var idleTime = rounds.Sizes.Duration(UsualIdleTime);
        await using var nobody = await OurFleet.StartAsync(database, 0);
        var unused = await nobody.MeasureIdleAsync(idleTime);

        var processes = rounds.Sizes.Jobs(UsualProcesses);
        report.Note($"  starting {processes} processes");
        await using var fleet = await OurFleet.StartAsync(database, processes);
        await Task.Delay(idleTime / 4); // the last one has looked for work a few times
        var idle = await fleet.MeasureIdleAsync(idleTime);
        var measured = await fleet.MeasureLatencyAsync(Samples, Pause);
        report.Figure(Name, $"{processes} idle workers, server CPU", (idle - unused) * 100, "%", IdleAim);
        report.Figure(Name, $"{processes} workers, latency p50", Statistics.Median(measured), "ms", Statistics.Median(alone));
        report.Figure(Name, $"{processes} workers, latency p99", Statistics.Percentile(measured, 0.99), "ms", Statistics.Percentile(alone, 0.99));
    }
}
