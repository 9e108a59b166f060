using Microsoft.Extensions.DependencyInjection;
using TypedTasks.Benchmarks.Measuring;
using TypedTasks.Storage;

namespace TypedTasks.Benchmarks.Ours;

/// <summary>A backlog in one SQLite file.</summary>
internal static class OurSqlite
{
    /// <param name="jobs">How many.</param>
    /// <param name="helpers">Worker processes beside this one.</param>
    /// <returns>Jobs per second until the last outcome is stored.</returns>
    public static async Task<Measured> MeasureAsync(int jobs, int helpers)
    {
        var folder = Directory.CreateTempSubdirectory("typedtasks-benchmark-");
        try
        {
            return await MeasureAsync(Path.Combine(folder.FullName, "jobs.db"), jobs, helpers);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<Measured> MeasureAsync(string file, int jobs, int helpers)
    {
        using var host = OurHost.Build(tasks => tasks.UseSqlite(file), _ => { });
        var storage = host.Services.GetRequiredService<IStorage>();
        await storage.Migrator.MigrateAsync(CancellationToken.None);
        var others = new List<WorkerProcess>();
        for (var i = 0; i < helpers; i++) others.Add(await WorkerProcess.StartAsync(("sqlite", file), slots: 16));

        // Together with other processes the enqueue is part of the work: they begin at once.
        var meter = new Meter(server: null);
        if (helpers == 0)
        {
            await OurHost.FillAsync(tasks => tasks.UseSqlite(file), OurDrain.NoOps(jobs));
            meter = new Meter(server: null);
        }

        await host.StartAsync();
        if (helpers > 0) await OurHost.FillAsync(tasks => tasks.UseSqlite(file), OurDrain.NoOps(jobs));
        while (await SucceededAsync(storage) is var succeeded && succeeded < jobs) await Task.Delay(5);
        var measured = meter.Stop(jobs);
        await host.StopAsync();
        foreach (var other in others) await other.DisposeAsync();
        return measured;
    }

    private static async Task<long> SucceededAsync(IStorage storage)
    {
        var counts = await storage.Reader.CountAsync(CancellationToken.None);
        if (Sum(JobState.Failed) is var failed and > 0) throw new InvalidOperationException($"{failed:N0} jobs have failed; the figure would be worth nothing.");
        return Sum(JobState.Succeeded);

        long Sum(JobState state) => counts.Where(count => count.State == state).Sum(count => count.Count);
    }
}
