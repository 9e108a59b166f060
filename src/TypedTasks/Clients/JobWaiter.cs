using System.Text;

using TypedTasks.Storage;

namespace TypedTasks.Clients;

/// <summary>Waits for jobs to end by looking at them, less and less often.</summary>
internal sealed class JobWaiter(IStorage storage, TimeProvider time) : IJobWaiter
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    public async ValueTask<byte[]?> WaitAsync(long jobId, CancellationToken cancellationToken)
        => ResultOf(await WaitForAsync(jobId, cancellationToken).ConfigureAwait(false));

    public static byte[]? ResultOf(JobDetails job) => job.Result is null ? null : Encoding.UTF8.GetBytes(job.Result);

    /// <summary>Waits until a job has succeeded.</summary>
    /// <returns>The job as it is stored.</returns>
    /// <exception cref="JobFailedException">The job failed or was canceled.</exception>
    public async ValueTask<JobDetails> WaitForAsync(long jobId, CancellationToken cancellationToken)
    {
        var pause = FirstPause;
        var everSeen = false;
        while (true)
        {
            try
            {
                var job = await FindAsync(jobId, cancellationToken).ConfigureAwait(false);
                everSeen = true;
                if (job.State == JobState.Succeeded) return job;
                if (job.State is JobState.Failed or JobState.Canceled) throw new JobFailedException(jobId, job.State, job.Reason ?? "no reason was stored");
            }
            catch (StorageException problem) when (problem.Fault == StorageFault.Unavailable || everSeen)
            {
                // The job does not end because the database is away, or its password is being changed; neither does the waiting.
            }

            await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
            pause = pause * 1.5 < LongestPause ? pause * 1.5 : LongestPause;
        }
    }

    private async ValueTask<JobDetails> FindAsync(long jobId, CancellationToken cancellationToken)
        => await storage.Reader.FindAsync(jobId, cancellationToken).ConfigureAwait(false)
            ?? throw new InvalidOperationException(
                $"Job {jobId} is not stored: its transaction was rolled back, or it has been pruned. Wait for jobs soon after they were committed.");
}
