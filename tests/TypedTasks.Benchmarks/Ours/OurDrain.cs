using TypedTasks.Benchmarks.Measuring;

namespace TypedTasks.Benchmarks.Ours;

/// <summary>Jobs per second of one worker in this process, from its start until the last outcome of a backlog is stored.</summary>
internal static class OurDrain
{
    public static Task<Measured> MeasureAsync(Database database, int jobs, Action<ITypedTasksWorkerBuilder> settings)
        => MeasureAsync(database, NoOps(jobs), settings);

    /// <param name="database">It may hold other jobs.</param>
    /// <param name="backlog">The jobs to enqueue and drain.</param>
    /// <param name="settings">Of the worker.</param>
    public static async Task<Measured> MeasureAsync(Database database, IReadOnlyList<NewJob> backlog, Action<ITypedTasksWorkerBuilder> settings)
    {
        var first = await OurHost.FillAsync(tasks => tasks.UsePostgres(database.ConnectionString), backlog);
        await database.SettleAsync();

        using var host = OurHost.Build(database, settings);
        var arrivals = Arrivals.Expect(backlog.Count);
        var meter = database.StartMeter();
        await host.StartAsync();
        await arrivals;
        while (await SqlText.AskAsync<bool>(database, "ours/has_work"))
        {
        }

        var measured = meter.Stop(backlog.Count);
        await host.StopAsync();
        await CheckAsync(database, first, backlog.Count);
        return measured;
    }

    public static IReadOnlyList<NewJob> NoOps(int jobs) => [.. Enumerable.Range(0, jobs).Select(number => NoOp.Job(number))];

    /// <summary>Makes sure that all jobs from this one on have succeeded.</summary>
    public static async Task CheckAsync(Database database, long first, long jobs)
    {
        var succeeded = await SqlText.AskAsync<long>(database, "ours/count_succeeded", first);
        if (succeeded != jobs)
            throw new InvalidOperationException($"Of {jobs:N0} jobs, {succeeded:N0} have succeeded; the figure would be worth nothing.");
    }
}
