using System.Data.Common;

namespace TypedTasks;

/// <summary>Stores jobs and looks at them. Get one from dependency injection, or use the stubs' methods without a client.</summary>
public interface ITaskClient
{
    /// <summary>Stores one job. When the call returns, the job is committed (outside a transaction) or part of the transaction of <see cref="In"/>; an ambient <c>TransactionScope</c> is not joined.</summary>
    /// <param name="job">Made by a stub's <c>Job(…)</c>.</param>
    /// <param name="options">Asked for beyond the task's defaults; null takes those of the job.</param>
    /// <param name="cancellationToken">Cancels the call; whether the job was stored is then unknown, unless <see cref="EnqueueOptions.Id"/> is set and the call repeated.</param>
    /// <exception cref="ArgumentException">
    /// An option is out of its bounds, or the job would become ready only after its deadline. The latter is said by the database: a transaction on PostgreSQL must be rolled back then.
    /// </exception>
    /// <exception cref="InvalidPayloadException">The payload is larger than allowed.</exception>
    /// <exception cref="InvalidOperationException">The task has sensitive values, which must be encrypted (<c>TypedTasks:Encryption:Require</c>), but no key is active.</exception>
    /// <exception cref="Storage.StorageException">The storage can't be used; the message says what to do.</exception>
    ValueTask<JobHandle> EnqueueAsync(NewJob job, EnqueueOptions? options = null, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="EnqueueAsync(NewJob, EnqueueOptions?, CancellationToken)"/>
    ValueTask<JobHandle<TResult>> EnqueueAsync<TResult>(NewJob<TResult> job, EnqueueOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Stores many jobs in one round trip: all of them or none, those left out that are stored already under their <see cref="EnqueueOptions.Id"/>.</summary>
    /// <remarks>
    /// To try again after a lost connection, give each job an id and repeat the call with the same jobs: what the first call has stored is left as it is, and the rest is stored.
    /// Jobs that have ended and were pruned since are not known any more and are stored once more; so repeat sooner than the retention is over. In the rare case that the pruner
    /// takes a job between two statements of the call, the call may store some of the jobs a moment before the others; if it fails then, a repeat stores what is missing.
    /// </remarks>
    /// <param name="jobs">The jobs; each may have options of its own. Their payloads may have 256 MiB together.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A handle per job, in the same order.</returns>
    /// <exception cref="ArgumentException">An option is out of its bounds, or a job would become ready only after its deadline; nothing was stored.</exception>
    /// <exception cref="InvalidPayloadException">A payload is larger than allowed, or all together are; nothing was stored.</exception>
    /// <exception cref="InvalidOperationException">A task has sensitive values, which must be encrypted, but no key is active; nothing was stored.</exception>
    /// <exception cref="Storage.StorageException">The storage can't be used; the message says what to do.</exception>
    ValueTask<IReadOnlyList<JobHandle>> EnqueueManyAsync(IEnumerable<NewJob> jobs, CancellationToken cancellationToken = default);

    /// <summary>A client that enqueues inside a transaction: its jobs commit or vanish with your data.</summary>
    /// <param name="transaction">An open transaction on the database that holds the queue.</param>
    /// <exception cref="ArgumentException">The transaction is of another kind of database, of another database, or already finished.</exception>
    ITaskClient In(DbTransaction transaction);

    /// <summary>Reads one job, finished or not. Sensitive values are not shown: see <see cref="JobDetails.Payload"/>.</summary>
    /// <param name="jobId">The job's number.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The job, or null if none with this number is stored.</returns>
    ValueTask<JobDetails?> FindAsync(long jobId, CancellationToken cancellationToken = default);

    /// <summary>Cancels a job: one that waits is canceled at once, a running one is asked to stop.</summary>
    /// <param name="jobId">The job's number.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>True if the job was canceled or asked to stop; false if it had ended or does not exist.</returns>
    ValueTask<bool> CancelAsync(long jobId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Makes a job that failed or was canceled ready again, at once and under its number, also one that was quarantined because its workers died with it.
    /// Its attempts, their errors and its payload are kept, and it may use one more attempt at least; its crashes are forgotten, and a deadline does not hold any more.
    /// </summary>
    /// <remarks>A call whose answer was lost may be repeated: if the job was retried and has failed again meanwhile, that retries it once more.</remarks>
    /// <param name="jobId">The job's number.</param>
    /// <param name="cancellationToken">Cancels the call; whether the job was retried is then unknown.</param>
    /// <returns>Whether the job was retried, or why not.</returns>
    /// <exception cref="Storage.StorageException">The storage can't be used; the message says what to do.</exception>
    ValueTask<RetryAnswer> RetryAsync(long jobId, CancellationToken cancellationToken = default);
}
