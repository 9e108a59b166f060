using TypedTasks.Storage;

namespace TypedTasks.Postgres.Jobs;

/// <summary>One caller's jobs, waiting to be stored together with those of others.</summary>
internal sealed class EnqueueCall(IReadOnlyList<JobToStore> jobs)
{
    private readonly TaskCompletionSource<IReadOnlyList<EnqueuedJob>> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _settled;

    public IReadOnlyList<JobToStore> Jobs => jobs;

    /// <summary>Of all payloads.</summary>
    public long Bytes { get; } = jobs.Sum(job => (long)job.Payload.Length);

    public Task<IReadOnlyList<EnqueuedJob>> Answer => _answer.Task;

    /// <summary>Takes the call along into a group; false if its caller has left.</summary>
    public bool TryTake() => Interlocked.Exchange(ref _settled, 1) == 0;

    /// <summary>The caller gives up. Once the call has been taken along, its answer is waited for all the same.</summary>
    public void Leave(CancellationToken cancellationToken)
    {
        if (TryTake()) _answer.SetCanceled(cancellationToken);
    }

    public void Succeed(IReadOnlyList<EnqueuedJob> enqueued) => _answer.SetResult(enqueued);

    public void Fail(Exception exception) => _answer.SetException(exception);
}
