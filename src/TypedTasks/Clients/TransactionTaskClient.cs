using System.Data.Common;

namespace TypedTasks.Clients;

/// <summary>A client whose enqueues are part of the caller's transaction. Reading, canceling and retrying see only what is committed.</summary>
internal sealed class TransactionTaskClient(StoredTaskClient client, DbTransaction transaction) : ITaskClient
{
    public ValueTask<JobHandle> EnqueueAsync(NewJob job, EnqueueOptions? options = null, CancellationToken cancellationToken = default)
        => client.EnqueueAsync(job, options, transaction, cancellationToken);

    public ValueTask<JobHandle<TResult>> EnqueueAsync<TResult>(NewJob<TResult> job, EnqueueOptions? options = null, CancellationToken cancellationToken = default)
        => client.EnqueueAsync(job, options, transaction, cancellationToken);

    public ValueTask<IReadOnlyList<JobHandle>> EnqueueManyAsync(IEnumerable<NewJob> jobs, CancellationToken cancellationToken = default)
        => client.EnqueueManyAsync(jobs, transaction, cancellationToken);

    public ITaskClient In(DbTransaction transaction) => client.In(transaction);

    public ValueTask<JobDetails?> FindAsync(long jobId, CancellationToken cancellationToken = default) => client.FindAsync(jobId, cancellationToken);

    public ValueTask<bool> CancelAsync(long jobId, CancellationToken cancellationToken = default) => client.CancelAsync(jobId, cancellationToken);

    public ValueTask<RetryAnswer> RetryAsync(long jobId, CancellationToken cancellationToken = default) => client.RetryAsync(jobId, cancellationToken);
}
