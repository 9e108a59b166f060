namespace TypedTasks.Storage;

/// <summary>Workers and their leases, and the numbers under which task versions and queues are stored.</summary>
public interface IWorkerStore
{
    /// <summary>Enters a worker, with a lease.</summary>
    /// <param name="worker">Who it is.</param>
    /// <param name="lease">How long the lease lasts without renewal.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The worker's number; never used again for another.</returns>
    ValueTask<int> RegisterAsync(WorkerRegistration worker, TimeSpan lease, CancellationToken cancellationToken);

    /// <summary>Renews a worker's lease. Synchronous to the socket: it runs on a thread of its own, because tasks that block the thread pool must not cost the worker its lease.</summary>
    /// <param name="workerId">The worker's number.</param>
    /// <param name="lease">How long the lease lasts from now.</param>
    /// <param name="holdsJobs">Whether the worker may have jobs that somebody could have asked to cancel; an idle one need not look.</param>
    /// <returns>Whether the worker still had one, and which of its jobs are to be canceled.</returns>
    Renewal Renew(int workerId, TimeSpan lease, bool holdsJobs);

    /// <summary>Lists the running attempts of a worker that somebody asked to cancel. It only reads: the lease is not renewed.</summary>
    /// <param name="workerId">The worker's number.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask<IReadOnlyList<AttemptId>> ListCancelRequestsAsync(int workerId, CancellationToken cancellationToken);

    /// <summary>
    /// Lists what a worker has claimed and not finished. After a claim whose answer was lost, the worker gives back what it does not know.
    /// </summary>
    /// <param name="workerId">The worker's number.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask<IReadOnlyList<AttemptId>> ListClaimedAsync(int workerId, CancellationToken cancellationToken);

    /// <summary>
    /// Removes a worker that stops. What it still had claimed is released at once, with attempts handed back;
    /// only jobs that may run at most once fail, because they may have started. If its lease had expired before, it has not died all the same:
    /// the crashes that its jobs were charged are taken back, of those that have not ended.
    /// </summary>
    /// <param name="workerId">The worker's number.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask RemoveAsync(int workerId, CancellationToken cancellationToken);

    /// <summary>Numbers task versions; the same pair always gets the same number.</summary>
    /// <param name="contracts">Task names and versions.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A number per pair, in the same order.</returns>
    ValueTask<IReadOnlyList<int>> InternContractsAsync(IReadOnlyList<TaskContract> contracts, CancellationToken cancellationToken);

    /// <summary>The names behind a contract number, for messages about jobs of unknown tasks.</summary>
    /// <param name="contract">The contract's number.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask<TaskContract> ReadContractAsync(int contract, CancellationToken cancellationToken);

    /// <summary>Numbers queues, so that a worker may ask for one before its first job.</summary>
    /// <param name="names">Queue names.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask InternQueuesAsync(IReadOnlyList<string> names, CancellationToken cancellationToken);

    /// <summary>All queues that ever had a job or a worker.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask<IReadOnlyList<QueueNumber>> ListQueuesAsync(CancellationToken cancellationToken);
}
