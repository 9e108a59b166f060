using System.Data.Common;

namespace TypedTasks.Storage;

/// <summary>Enqueues, claims and finishes jobs. Every method takes a batch and makes one round trip.</summary>
public interface IJobStore
{
    /// <summary>Checks that jobs can be stored through this transaction.</summary>
    /// <param name="transaction">The caller's.</param>
    /// <exception cref="ArgumentException">It is of another kind of database, or already finished.</exception>
    void CheckTransaction(DbTransaction transaction);

    /// <summary>Stores jobs: all or none. Repeats by <see cref="JobToStore.EnqueueId"/> store nothing.</summary>
    /// <param name="jobs">The jobs, in the order in which they shall be first in; any number from 1.</param>
    /// <param name="transaction">The caller's transaction, or null to commit before returning.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>One entry per job, in the same order.</returns>
    ValueTask<IReadOnlyList<EnqueuedJob>> EnqueueAsync(IReadOnlyList<JobToStore> jobs, DbTransaction? transaction, CancellationToken cancellationToken);

    /// <summary>
    /// Writes how attempts ended and claims new jobs, in one transaction and one round trip.
    /// An outcome whose attempt is no longer the running one changes nothing and is returned as late.
    /// </summary>
    /// <param name="outcomes">How attempts ended; may be empty.</param>
    /// <param name="claim">What to claim; null claims nothing.</param>
    /// <param name="cancellationToken">Cancels the call; whether it took effect is then unknown.</param>
    ValueTask<Exchange> FinishAndClaimAsync(IReadOnlyList<AttemptOutcome> outcomes, ClaimRequest? claim, CancellationToken cancellationToken);
}
