using System.Data.Common;

namespace TypedTasks.Generators.Tests.Output;

/// <summary>Keeps what it is asked to store.</summary>
internal sealed class RecordingClient : ITaskClient
{
    public List<NewJob> Jobs { get; } = [];

    public List<EnqueueOptions?> Options { get; } = [];

    public List<DbTransaction> Transactions { get; } = [];

    public ValueTask<JobHandle> EnqueueAsync(NewJob job, EnqueueOptions? options = null, CancellationToken cancellationToken = default)
    {
        Keep(job, options);
        return ValueTask.FromResult(new JobHandle(1, alreadyEnqueued: false, new NoWaiter()));
    }

    public ValueTask<JobHandle<TResult>> EnqueueAsync<TResult>(NewJob<TResult> job, EnqueueOptions? options = null, CancellationToken cancellationToken = default)
    {
        Keep(job, options);
        return ValueTask.FromResult(new JobHandle<TResult>(1, alreadyEnqueued: false, new NoWaiter(), job.ReadResult));
    }

    public ValueTask<IReadOnlyList<JobHandle>> EnqueueManyAsync(IEnumerable<NewJob> jobs, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ITaskClient In(DbTransaction transaction)
    {
        Transactions.Add(transaction);
        return this;
    }

    public ValueTask<JobDetails?> FindAsync(long jobId, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<bool> CancelAsync(long jobId, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<RetryAnswer> RetryAsync(long jobId, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    private void Keep(NewJob job, EnqueueOptions? options)
    {
        Jobs.Add(job);
        Options.Add(options);
    }

    private sealed class NoWaiter : IJobWaiter
    {
        public ValueTask<byte[]?> WaitAsync(long jobId, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
