using System.Data.Common;

namespace TypedTasks.Clients;

/// <summary>Refuses to wait for a job whose transaction is still open: no worker can see it, so the wait would never end.</summary>
internal sealed class TransactionJobWaiter(IJobWaiter waiter, DbTransaction transaction) : IJobWaiter
{
    public ValueTask<byte[]?> WaitAsync(long jobId, CancellationToken cancellationToken)
        => transaction.Connection is null
            ? waiter.WaitAsync(jobId, cancellationToken)
            : throw new InvalidOperationException(
                $"Job {jobId} was enqueued in a transaction that has not committed, so no worker can see it yet. Commit the transaction before you wait.");
}
