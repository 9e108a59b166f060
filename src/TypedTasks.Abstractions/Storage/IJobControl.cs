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
}
