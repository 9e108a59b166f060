namespace TypedTasks;

/// <summary>A job that was enqueued.</summary>
public class JobHandle
{
    private readonly IJobWaiter waiter;

    /// <summary>Made by a client.</summary>
    /// <param name="id">The job's number.</param>
    /// <param name="alreadyEnqueued">Whether an equal job was stored before.</param>
    /// <param name="waiter">Waits for the end of jobs.</param>
    public JobHandle(long id, bool alreadyEnqueued, IJobWaiter waiter)
    {
        Id = id;
        AlreadyEnqueued = alreadyEnqueued;
        this.waiter = waiter;
    }

    /// <summary>The job's number, unique within its storage.</summary>
    public long Id { get; }

    /// <summary>True if a job with the same <see cref="EnqueueOptions.Id"/> was stored before; then this is that job and nothing was added.</summary>
    public bool AlreadyEnqueued { get; }

    /// <summary>Waits until the job has succeeded.</summary>
    /// <param name="cancellationToken">Ends the waiting, not the job.</param>
    /// <exception cref="JobFailedException">The job failed or was canceled.</exception>
    /// <exception cref="InvalidOperationException">The transaction that the job was enqueued in has not committed.</exception>
    public async Task WaitAsync(CancellationToken cancellationToken = default)
        => await WaitForResultAsync(cancellationToken).ConfigureAwait(false);

    private protected ValueTask<byte[]?> WaitForResultAsync(CancellationToken cancellationToken)
        => waiter.WaitAsync(Id, cancellationToken);

    /// <inheritdoc/>
    public override string ToString() => $"job {Id}";
}
