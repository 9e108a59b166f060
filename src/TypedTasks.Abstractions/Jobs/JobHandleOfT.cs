namespace TypedTasks;

/// <summary>A job of a task with a result that was enqueued.</summary>
/// <typeparam name="TResult">The type of the task's result.</typeparam>
public sealed class JobHandle<TResult> : JobHandle
{
    private readonly ResultReader<TResult> readResult;

    /// <summary>Made by a client.</summary>
    /// <param name="id">The job's number.</param>
    /// <param name="alreadyEnqueued">Whether an equal job was stored before.</param>
    /// <param name="waiter">Waits for the end of jobs.</param>
    /// <param name="readResult">Reads the stored result.</param>
    public JobHandle(long id, bool alreadyEnqueued, IJobWaiter waiter, ResultReader<TResult> readResult)
        : base(id, alreadyEnqueued, waiter)
        => this.readResult = readResult;

    /// <summary>Waits until the job has succeeded.</summary>
    /// <param name="cancellationToken">Ends the waiting, not the job.</param>
    /// <returns>What the task returned.</returns>
    /// <exception cref="InvalidPayloadException">The stored result can't be read: it has another shape, or was encrypted with a key that is not here.</exception>
    /// <exception cref="JobFailedException">The job failed or was canceled.</exception>
    /// <exception cref="InvalidOperationException">The transaction that the job was enqueued in has not committed.</exception>
    public new async Task<TResult> WaitAsync(CancellationToken cancellationToken = default)
    {
        var result = await WaitForResultAsync(cancellationToken).ConfigureAwait(false);
        return readResult(result);
    }
}
