namespace TypedTasks.Storage;

/// <summary>Reads jobs for people and for those who wait for results.</summary>
public interface IJobReader
{
    /// <summary>Reads one job with its errors, finished or not.</summary>
    /// <param name="jobId">The job's number.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The job, or null if none with this number is stored.</returns>
    ValueTask<JobDetails?> FindAsync(long jobId, CancellationToken cancellationToken);

    /// <summary>Lists jobs, newest first, without their errors.</summary>
    /// <param name="filter">Which jobs.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask<IReadOnlyList<JobDetails>> ListAsync(JobFilter filter, CancellationToken cancellationToken);

    /// <summary>Counts jobs by queue and state. Pairs without jobs are left out.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask<IReadOnlyList<JobCount>> CountAsync(CancellationToken cancellationToken);

    /// <summary>Counts the jobs that have not ended by their task and version, in the order of both. Those without jobs are left out.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask<IReadOnlyList<ContractCount>> CountContractsAsync(CancellationToken cancellationToken);
}
