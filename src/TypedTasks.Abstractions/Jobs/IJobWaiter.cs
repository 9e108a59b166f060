using System.ComponentModel;

namespace TypedTasks;

/// <summary>Waits for jobs to end. Implemented by clients.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IJobWaiter
{
    /// <summary>Waits until a job has succeeded.</summary>
    /// <param name="jobId">The job's number.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The result as UTF-8 JSON; null if the task has none.</returns>
    /// <exception cref="JobFailedException">The job failed or was canceled.</exception>
    ValueTask<byte[]?> WaitAsync(long jobId, CancellationToken cancellationToken);
}
