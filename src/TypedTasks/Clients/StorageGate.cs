using Microsoft.Extensions.Options;

using TypedTasks.Storage;
using TypedTasks.Tasks;

namespace TypedTasks.Clients;

/// <summary>Makes sure once that the tables are there and fit, and that tasks have their numbers. A failure is not remembered: the next caller tries again.</summary>
internal sealed class StorageGate(IStorage storage, TaskTable tasks, IOptions<TypedTasksOptions> options) : IDisposable
{
    private readonly SemaphoreSlim one = new(1);
    private volatile bool open;

    public ValueTask OpenAsync(CancellationToken cancellationToken)
        => open ? ValueTask.CompletedTask : new ValueTask(OpenOnceAsync(cancellationToken));

    public void Dispose() => one.Dispose();

    private async Task OpenOnceAsync(CancellationToken cancellationToken)
    {
        await one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (open) return;
            if (options.Value.MigrateOnStart) await storage.Migrator.MigrateAsync(cancellationToken).ConfigureAwait(false);
            else await storage.Migrator.CheckAsync(cancellationToken).ConfigureAwait(false);
            await InternNamesAsync(cancellationToken).ConfigureAwait(false);
            open = true;
        }
        finally
        {
            one.Release();
        }
    }

    // Numbers given by the first enqueue would be given in its caller's transaction, and all who need the same ones would wait for its end.
    private async ValueTask InternNamesAsync(CancellationToken cancellationToken)
    {
        await storage.Workers.InternQueuesAsync([.. tasks.DefaultQueues], cancellationToken).ConfigureAwait(false);
        await storage.Workers.InternContractsAsync(tasks.Contracts, cancellationToken).ConfigureAwait(false);
    }
}
