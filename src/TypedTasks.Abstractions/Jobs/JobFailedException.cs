namespace TypedTasks;

/// <summary>A job that was waited for ended without success.</summary>
public sealed class JobFailedException : Exception
{
    /// <summary>Makes the exception for one job.</summary>
    /// <param name="jobId">The job's number.</param>
    /// <param name="state">How it ended: <see cref="JobState.Failed"/> or <see cref="JobState.Canceled"/>.</param>
    /// <param name="reason">The stored reason.</param>
    public JobFailedException(long jobId, JobState state, string reason)
        : base($"Job {jobId} {(state == JobState.Canceled ? "was canceled" : "failed")}: {reason}")
    {
        JobId = jobId;
        State = state;
    }

    /// <summary>The job's number.</summary>
    public long JobId { get; }

    /// <summary>How the job ended.</summary>
    public JobState State { get; }
}
