using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TypedTasks.Benchmarks.Measuring;

namespace TypedTasks.Benchmarks.Ours;

/// <summary>The generic host as an application would build it. Only its log is quieter.</summary>
internal static class OurHost
{
    /// <param name="database">Where.</param>
    /// <param name="worker">Settings of a worker; null for a host that only enqueues.</param>
    public static IHost Build(Database database, Action<ITypedTasksWorkerBuilder>? worker = null)
        => Build(tasks => tasks.UsePostgres(database.ConnectionString), worker);

    /// <param name="storage">Where.</param>
    /// <param name="worker">Settings of a worker; null for a host that only enqueues.</param>
    public static IHost Build(Action<ITypedTasksBuilder> storage, Action<ITypedTasksWorkerBuilder>? worker = null)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.AddFilter(null, LogLevel.Warning);
        builder.Services.AddTypedTasks(tasks => storage(tasks.AddAllTasks()));
        if (worker is not null) builder.Services.AddTypedTasksWorker(worker);
        return builder.Build();
    }

    /// <summary>Stores a backlog of no-op jobs.</summary>
    /// <returns>The number of its first job.</returns>
    public static async Task<long> FillAsync(Action<ITypedTasksBuilder> storage, IEnumerable<NewJob> jobs)
    {
        const int AtATime = 1000;
        using var host = Build(storage);
        await host.StartAsync();
        var client = host.Services.GetRequiredService<ITaskClient>();
        long? first = null;
        foreach (var some in jobs.Chunk(AtATime))
        {
            var handles = await client.EnqueueManyAsync(some);
            first ??= handles[0].Id;
        }

        await host.StopAsync();
        return first ?? throw new ArgumentException("A backlog has at least one job.", nameof(jobs));
    }
}
