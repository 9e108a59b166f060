using System.Data.Common;

using Microsoft.Extensions.Options;

using TypedTasks.Secrets;
using TypedTasks.Storage;

namespace TypedTasks.Clients;

/// <summary>The client over a storage.</summary>
internal sealed class StoredTaskClient(
    IStorage storage, StorageGate gate, JobWaiter waiter, IJobReader reader, SensitiveData sensitive, IOptions<TypedTasksOptions> options) : ITaskClient
{
    private readonly TypedTasksOptions settings = options.Value;

    public ValueTask<JobHandle> EnqueueAsync(NewJob job, EnqueueOptions? options = null, CancellationToken cancellationToken = default)
        => EnqueueAsync(job, options, null, cancellationToken);

    public ValueTask<JobHandle<TResult>> EnqueueAsync<TResult>(NewJob<TResult> job, EnqueueOptions? options = null, CancellationToken cancellationToken = default)
        => EnqueueAsync(job, options, null, cancellationToken);

    public ValueTask<IReadOnlyList<JobHandle>> EnqueueManyAsync(IEnumerable<NewJob> jobs, CancellationToken cancellationToken = default)
        => EnqueueManyAsync(jobs, null, cancellationToken);

    public ITaskClient In(DbTransaction transaction)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        storage.Jobs.CheckTransaction(transaction);
        return new TransactionTaskClient(this, transaction);
    }

    public async ValueTask<JobDetails?> FindAsync(long jobId, CancellationToken cancellationToken = default)
    {
        await gate.OpenAsync(cancellationToken).ConfigureAwait(false);
        return await reader.FindAsync(jobId, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<bool> CancelAsync(long jobId, CancellationToken cancellationToken = default)
    {
        await gate.OpenAsync(cancellationToken).ConfigureAwait(false);
        return await storage.Control.CancelAsync(jobId, "canceled on request", cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<RetryAnswer> RetryAsync(long jobId, CancellationToken cancellationToken = default)
    {
        await gate.OpenAsync(cancellationToken).ConfigureAwait(false);
        return await storage.Control.RetryAsync(jobId, cancellationToken).ConfigureAwait(false);
    }

    internal async ValueTask<JobHandle> EnqueueAsync(NewJob job, EnqueueOptions? options, DbTransaction? transaction, CancellationToken cancellationToken)
    {
        var stored = await StoreAsync(ToStore(job, options), transaction, cancellationToken).ConfigureAwait(false);
        return new JobHandle(stored.Id, stored.AlreadyEnqueued, WaiterFor(transaction));
    }

    internal async ValueTask<JobHandle<TResult>> EnqueueAsync<TResult>(NewJob<TResult> job, EnqueueOptions? options, DbTransaction? transaction, CancellationToken cancellationToken)
    {
        var stored = await StoreAsync(ToStore(job, options), transaction, cancellationToken).ConfigureAwait(false);
        return new JobHandle<TResult>(stored.Id, stored.AlreadyEnqueued, WaiterFor(transaction, new ResultWaiter(waiter, sensitive, job.Definition)), job.ReadResult);
    }

    internal async ValueTask<IReadOnlyList<JobHandle>> EnqueueManyAsync(IEnumerable<NewJob> jobs, DbTransaction? transaction, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(jobs);
        JobToStore[] toStore = [.. jobs.Select(job => ToStore(job, null))];
        if (toStore.Length == 0) return [];
        JobChecks.CheckTogether(toStore);

        await gate.OpenAsync(cancellationToken).ConfigureAwait(false);
        var stored = await storage.Jobs.EnqueueAsync(toStore, transaction, cancellationToken).ConfigureAwait(false);
        var handles = WaiterFor(transaction);
        return [.. stored.Select(job => new JobHandle(job.Id, job.AlreadyEnqueued, handles))];
    }

    // Encrypted after its size was checked: how much larger that makes it is not the caller's concern.
    private JobToStore ToStore(NewJob job, EnqueueOptions? options)
    {
        var stored = JobChecks.ToStore(job, options, settings);
        if (sensitive.Problem(job.Definition) is { } problem) throw new InvalidOperationException($"{problem} Nothing was stored.");
        return job.Definition.Sensitive is null ? stored : stored with { Payload = sensitive.ProtectPayload(job.Definition, stored.Payload) };
    }

    private async ValueTask<EnqueuedJob> StoreAsync(JobToStore job, DbTransaction? transaction, CancellationToken cancellationToken)
    {
        await gate.OpenAsync(cancellationToken).ConfigureAwait(false);
        var stored = await storage.Jobs.EnqueueAsync([job], transaction, cancellationToken).ConfigureAwait(false);
        return stored[0];
    }

    private IJobWaiter WaiterFor(DbTransaction? transaction) => WaiterFor(transaction, waiter);

    private IJobWaiter WaiterFor(DbTransaction? transaction, IJobWaiter results) => transaction is null ? results : new TransactionJobWaiter(results, storage.Jobs, transaction);
}
