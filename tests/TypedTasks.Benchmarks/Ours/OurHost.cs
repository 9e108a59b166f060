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
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.AddFilter(null, LogLevel.Warning);
        builder.Services.AddTypedTasks(tasks => tasks.AddAllTasks().UsePostgres(database.ConnectionString));
        if (worker is not null) builder.Services.AddTypedTasksWorker(worker);
        return builder.Build();
    }
}
