using System.Data.Common;

using TypedTasks.Storage;

namespace TypedTasks.Clients;

/// <summary>Refuses to wait for a job whose transaction is still open: no worker can see it, so the wait would never end.</summary>
internal sealed class TransactionJobWaiter(IJobWaiter waiter, IJobStore jobs, DbTransaction transaction) : IJobWaiter
{
    public ValueTask<byte[]?> WaitAsync(long jobId, CancellationToken cancellationToken)
        => IsOpen
            ? throw new InvalidOperationException(
                $"Job {jobId} was enqueued in a transaction that has not committed, so no worker can see it yet. Commit the transaction before you wait.")
            : waiter.WaitAsync(jobId, cancellationToken);

    // Drivers differ in what a finished transaction says of itself; the storage knows its own.
    private bool IsOpen
    {
        get
        {
            try
            {
                jobs.CheckTransaction(transaction);
                return true;
            }
            catch (ArgumentException)
            {
                return false;
            }
        }
    }
}
