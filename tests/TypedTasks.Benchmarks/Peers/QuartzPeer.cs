using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;
using TypedTasks.Benchmarks.Measuring;
using TypedTasks.Benchmarks.Ours;

namespace TypedTasks.Benchmarks.Peers;

/// <summary>Quartz from NuGet with its job store in PostgreSQL, in this process. One durable job; what is queued is a trigger of it that is due now.</summary>
internal static class QuartzPeer
{
    // More threads than this made it slower; it takes as many triggers at a time as it has threads.
    private const int ThreadsWhenFastest = 64;

    private static readonly JobKey NoOp = new("no_op");

    public static async Task<Measured> EnqueueAsync(Database database, int callers, TimeSpan duration)
    {
        using var host = Build(database, fastest: true);
        var scheduler = await PrepareAsync(host);
        return await Callers.MeasureAsync(database, callers, duration, () => Task.FromResult(new Caller(() => AddAsync(scheduler, 1))));
    }

    public static async Task<Measured> DrainAsync(Database database, int jobs, bool fastest)
    {
        using var host = Build(database, fastest);
        var scheduler = await PrepareAsync(host);
        for (var i = 0; i < jobs; i++) await AddAsync(scheduler, i);
        await database.SettleAsync();

        var arrivals = Arrivals.Expect(jobs);
        var meter = database.StartMeter();
        await scheduler.Start();
        await arrivals;
        while (await SqlText.AskAsync<bool>(database, "peers/has_quartz_triggers")) await Task.Delay(1);
        var measured = meter.Stop(jobs);
        await scheduler.Shutdown(waitForJobsToComplete: true);
        return measured;
    }

    private static IHost Build(Database database, bool fastest)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddQuartz(quartz =>
        {
            quartz.UsePersistentStore(store =>
            {
                store.UsePostgres(database.ConnectionString);
                store.ProvisionSchema();
            });
            if (fastest) quartz.UseDefaultThreadPool(ThreadsWhenFastest);
        });
        return builder.Build();
    }

    private static async Task<IScheduler> PrepareAsync(IHost host)
    {
        var scheduler = await host.Services.GetRequiredService<ISchedulerFactory>().GetScheduler();
        await scheduler.AddJob(JobBuilder.Create<QuartzNoOp>().WithIdentity(NoOp).StoreDurably().Build());
        return scheduler;
    }

    private static async Task AddAsync(IScheduler scheduler, int number)
        => await scheduler.ScheduleJob(TriggerBuilder.Create().ForJob(NoOp).UsingJobData("number", number).StartNow().Build());
}
