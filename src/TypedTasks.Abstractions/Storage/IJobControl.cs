namespace TypedTasks.Storage;

/// <summary>Changes jobs on a person's request.</summary>
public interface IJobControl
{
    /// <summary>
    /// Cancels a job: one that waits ends at once; a running one is marked and its worker signalled, which learns of it within a second, or with its next heartbeat.
    /// A marked attempt that would run again (retry, release, parking, its worker leaves or dies) is canceled instead.
    /// </summary>
    /// <param name="jobId">The job's number.</param>
    /// <param name="reason">Stored with the job.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>False if the job has ended or does not exist.</returns>
    ValueTask<bool> CancelAsync(long jobId, string reason, CancellationToken cancellationToken);

    /// <summary>
    /// Makes a job that failed or was canceled ready again, and signals that there is work. Attempts, errors and claims go on from where they were, and one more attempt
    /// at least is allowed; crashes and deadline are cleared. The answer is true of the moment when it is given, whoever else changes the job.
    /// </summary>
    /// <param name="jobId">The job's number.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Whether the job is ready again, or why not.</returns>
    ValueTask<RetryAnswer> RetryAsync(long jobId, CancellationToken cancellationToken);
}
