using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

using TypedTasks.Clients;
using TypedTasks.Secrets;
using TypedTasks.Storage;
using TypedTasks.Tasks;

namespace TypedTasks.Hosting;

/// <summary>While the host runs, its client is the ambient one. Checks the task table and the storage's settings before anything else starts.</summary>
internal sealed class ClientHost(
    ITaskClient client, TaskTable tasks, IStorage storage, StorageGate gate, SensitiveData sensitive, IConfiguration? configuration, ILogger<ClientHost> logger)
    : IHostedLifecycleService, IDisposable
{
    private IDisposable? registration;

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        foreach (var (key, hint) in UnknownSettings.In(configuration)) Log.UnknownSetting(logger, key, hint);
        Log.ClientStarted(logger, tasks.TaskCount, storage.Description);
        try
        {
            await gate.OpenAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (StorageException problem) when (problem.Fault == StorageFault.Unavailable)
        {
            // An application that can do other things must start while the queue's database is away. The first use tries again.
            Log.StorageNotReady(logger, problem.Message);
        }

        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The application is to stop already. An exception would end the process as if it had crashed; so the host comes to its end by its stop.
        }

        if (tasks.Contracts.Count == 0) Log.NoTasks(logger);
        WarnOfIdleKeys();
        registration = TaskClient.RegisterHost(client);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    // Meant while a first key is brought to all processes; otherwise forgotten.
    private void WarnOfIdleKeys()
    {
        var names = tasks.Contracts.Select(contract => tasks[contract]).Where(task => task.Sensitive is not null || task.SensitiveResult is not null).Select(task => $"'{task.Name}'").Distinct().ToList();
        if (names.Count > 0 && sensitive.IdleKeys.Any()) Log.NothingEncrypted(logger, string.Join(", ", sensitive.IdleKeys), string.Join(", ", names));
    }

    /// <summary>Also for hosts that are disposed without a stop, because another service failed to start: the process may hold others.</summary>
    public void Dispose() => registration?.Dispose();
}
