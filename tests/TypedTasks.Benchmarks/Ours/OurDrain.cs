using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TypedTasks.Benchmarks.Measuring;
using TypedTasks.Storage;

namespace TypedTasks.Benchmarks.Ours;

/// <summary>Jobs per second of one worker in this process, from its start until the last outcome of a backlog is stored.</summary>
internal static class OurDrain
{
    private const int FillAtATime = 1000;

    public static async Task<Measured> MeasureAsync(Database database, int jobs, Action<ITypedTasksWorkerBuilder> settings)
    {
        await FillAsync(database, jobs);
        await database.SettleAsync();

        using var host = OurHost.Build(database, settings);
        var arrivals = Arrivals.Expect(jobs);
        var meter = database.StartMeter();
        await host.StartAsync();
        await arrivals;
        while (await HasLiveJobsAsync(database))
        {
        }

        var measured = meter.Stop(jobs);
        await host.StopAsync();
        await CheckAsync(host, jobs);
        return measured;
    }

    private static async Task FillAsync(Database database, int jobs)
    {
        using var host = OurHost.Build(database);
        await host.StartAsync();
        var client = host.Services.GetRequiredService<ITaskClient>();
        foreach (var numbers in Enumerable.Range(0, jobs).Chunk(FillAtATime)) await client.EnqueueManyAsync(numbers.Select(number => NoOp.Job(number)));
        await host.StopAsync();
    }

    private static async Task<bool> HasLiveJobsAsync(Database database)
    {
        await using var command = database.Source.CreateCommand(SqlText.Of("ours/has_live_jobs"));
        return (bool)(await command.ExecuteScalarAsync())!; // ! exists is never null
    }

    private static async Task CheckAsync(IHost host, int jobs)
    {
        var counts = await host.Services.GetRequiredService<IStorage>().Reader.CountAsync(CancellationToken.None);
        if (counts is [{ State: JobState.Succeeded } only] && only.Count == jobs) return;
        throw new InvalidOperationException(
            $"Of {jobs:N0} jobs, {string.Join(", ", counts.Select(count => $"{count.Count:N0} are {count.State}"))}; the figure would be worth nothing.");
    }
}
