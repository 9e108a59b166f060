using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TypedTasks.History.Events;
using TypedTasks.History.Recording;
using TypedTasks.History.Work;
using TypedTasks.Storage;

namespace TypedTasks.History.Roles;

/// <summary>A host with the tasks of the workload, whose storage writes down what it is asked.</summary>
public static class RoleHost
{
    /// <summary>Short leases make a run worth more: more of them are lost.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(2);

    public const int CrashBudget = 3;

    public static HostApplicationBuilder Create(Func<IStorage> storage, Func<System.Data.Common.DbDataSource> source, IEventLog log, TimeProvider time)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.AddSimpleConsole(static console => console.SingleLine = true);
        builder.Logging.SetMinimumLevel(LogLevel.Information);
        builder.Services.AddSingleton(time);
        builder.Services.AddSingleton(log);
        builder.Services.AddSingleton(_ => source());
        builder.Services.AddSingleton<Witness>();
        builder.Services.AddTypedTasks(tasks => tasks.AddAllTasks().UseStorage(_ => new RecordingStorage(storage(), log)));
        return builder;
    }

    /// <summary>Adds a worker with the short times of the runs.</summary>
    public static void AddWorker(HostApplicationBuilder builder, string name, string[] queues, int slots)
        => builder.Services.AddTypedTasksWorker(worker => worker
            .Queues(queues)
            .Concurrency(slots)
            .Configure(options =>
            {
                options.Name = name;
                options.Lease = Lease;
                options.Heartbeat = Lease / 5;
                options.PollInterval = TimeSpan.FromMilliseconds(300);
                options.ShutdownGrace = TimeSpan.FromSeconds(2);
                options.CrashBudget = CrashBudget;
                options.AbandonAfter = TimeSpan.FromSeconds(0.4);
            }));
}
