using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

using TypedTasks.Storage;
using TypedTasks.Tasks;
using TypedTasks.Workers;

namespace TypedTasks.Hosting;

/// <summary>Runs the worker as long as the host runs, and stops it within the host's patience (<see cref="HostOptions.ShutdownTimeout"/>).</summary>
internal sealed class WorkerHost(
    TaskWorker worker, IOptions<TypedTasksWorkerOptions> options, IOptions<HostOptions> host, TimeProvider time,
    TaskTable tasks, IStorage storage, IServiceProviderIsService? services, ILogger<TaskWorker> logger)
    : BackgroundService, IHostedLifecycleService
{
    private readonly StopPlan plan = StopPlan.Within(host.Value.ShutdownTimeout, options.Value.ShutdownGrace);
    private readonly CancellationTokenSource stop = new();
    private readonly CancellationTokenSource hurry = new();

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        if (plan.Grace < options.Value.ShutdownGrace) Log.GraceShortened(logger, plan.Grace, options.Value.ShutdownGrace, host.Value.ShutdownTimeout);
        WarnOfMissingServices();
        if (storage.FindShortage(tasks.HasTransactions ? options.Value.Concurrency : 0) is { } shortage) Log.TooFewConnections(logger, shortage);
        return Task.CompletedTask;
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Beside the other services, whose own stops may use up the host's patience before ours is called.</summary>
    public Task StoppingAsync(CancellationToken cancellationToken) => stop.CancelAsync();

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        using var registration = cancellationToken.Register(hurry.Cancel);
        await base.StopAsync(cancellationToken).ConfigureAwait(false);

        // The host has lost its patience early. What was cut short is still released: otherwise its jobs would wait for the lease, and be charged a crash.
        if (ExecuteTask is { IsCompleted: false } running)
            await running.WaitAsync(plan.LastWords, time, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Dispose()
    {
        hurry.Dispose();
        stop.Dispose();
        base.Dispose();
    }

    // Warned of, not refused: a worker may know tasks whose queues it leaves to others.
    private void WarnOfMissingServices()
    {
        if (services is null) return;
        string[] missing =
        [
            .. from contract in tasks.Contracts
               let task = tasks[contract]
               from service in Missing(task, services)
               orderby task.Name
               select $"{service} of '{task.Name}'",
        ];
        if (missing.Length > 0) Log.ServicesMissing(logger, string.Join(", ", missing.Distinct(StringComparer.Ordinal)));
    }

    private static IEnumerable<string> Missing(TaskDefinition task, IServiceProviderIsService services)
    {
        foreach (var service in task.Services.Where(service => !services.IsService(service))) yield return $"'{service}'";

        // A container that can't say whether it has a keyed service is believed to.
        if (services is not IServiceProviderIsKeyedService keyedServices) yield break;
        foreach (var (service, key) in task.KeyedServices.Where(keyed => !keyedServices.IsKeyedService(keyed.Key, keyed.Value))) yield return $"'{service}' with key '{key}'";
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, stop.Token);
        await worker.RunAsync(plan, either.Token, hurry.Token).ConfigureAwait(false);
    }
}
