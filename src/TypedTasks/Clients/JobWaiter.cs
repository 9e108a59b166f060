using System.Text;

using TypedTasks.Storage;

namespace TypedTasks.Clients;

/// <summary>Waits for jobs to end by looking at them, less and less often.</summary>
internal sealed class JobWaiter(IStorage storage, TimeProvider time) : IJobWaiter
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    public async ValueTask<byte[]?> WaitAsync(long jobId, CancellationToken cancellationToken)
    {
        var pause = FirstPause;
        while (true)
        {
            var job = await storage.Reader.FindAsync(jobId, cancellationToken).ConfigureAwait(false)
                ?? throw new InvalidOperationException(
                    $"Job {jobId} is not stored: its transaction was rolled back, or it has been pruned. Wait for jobs soon after they were committed.");
            switch (job.State)
            {
                case JobState.Succeeded:
                    return job.Result is null ? null : Encoding.UTF8.GetBytes(job.Result);
                case JobState.Failed or JobState.Canceled:
                    throw new JobFailedException(jobId, job.State, job.Reason ?? "no reason was stored");
            }

            await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
            pause = pause * 1.5 < LongestPause ? pause * 1.5 : LongestPause;
        }
    }
}
