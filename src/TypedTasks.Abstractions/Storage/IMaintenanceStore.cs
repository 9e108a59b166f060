namespace TypedTasks.Storage;

/// <summary>What keeps the tables in order. Every worker calls it; any number at once is safe.</summary>
public interface IMaintenanceStore
{
    /// <summary>Makes scheduled jobs ready whose time has come.</summary>
    /// <param name="limit">How many at most; from 1.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask<Promotion> PromoteAsync(int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Takes the jobs of workers whose lease expired: back to ready with the attempt handed back and a crash added.
    /// One crash short of the budget a job becomes a suspect, which is claimed alone. Failed, with the reason, are jobs that ran alone
    /// and jobs that may run at most once. What is charged stands among the job's errors. Removes such workers once they have no jobs.
    /// </summary>
    /// <param name="rescuer">The worker that asks. If its own lease is over, by the storage's clock, nothing is taken: whatever kept it from renewing may have kept the others, too.</param>
    /// <param name="crashBudget">How many crashes a job may have, the last of them alone in its worker; from 2.</param>
    /// <param name="limit">How many jobs at most; from 1.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask<IReadOnlyList<RescuedJob>> RescueAsync(int rescuer, int crashBudget, int limit, CancellationToken cancellationToken);

    /// <summary>Deletes finished jobs, with their errors, that ended longer ago than the retention.</summary>
    /// <param name="retention">How long finished jobs stay.</param>
    /// <param name="limit">How many at most; from 1.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>How many were deleted.</returns>
    ValueTask<int> PruneAsync(TimeSpan retention, int limit, CancellationToken cancellationToken);

    /// <summary>Reads which queues have ready jobs and which queues live workers serve; looks at one job of each queue at most.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask<QueueService> ReadQueueServiceAsync(CancellationToken cancellationToken);
}
