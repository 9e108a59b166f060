using TypedTasks;
using TypedTasks.Storage;

namespace QuickStart.Screen;

/// <summary>Shows how the jobs get on, until none is left.</summary>
public sealed class Progress(IJobReader jobs, TaskWorker worker, int orders, JobCounts before, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly long started = time.GetTimestamp();
    private readonly ProgressLine line = new(time);

    /// <summary>Since the progress was started.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(started);

    /// <summary>Jobs finished since then.</summary>
    public int Finished(JobCounts counts) => counts.Finished - before.Finished;

    /// <summary>The same per second.</summary>
    public double Rate(JobCounts counts) => Finished(counts) / Math.Max(Elapsed.TotalSeconds, 0.001);

    /// <summary>Shows the progress until <paramref name="importing"/> is over and no job is left.</summary>
    public async Task<JobCounts> WatchAsync(Task importing, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (true)
            {
                var nothingMoreComes = importing.IsCompleted;
                var counts = await JobCounts.ReadAsync(jobs, cancellationToken);
                if (nothingMoreComes && counts.Left == 0) return counts;
                line.Show(counts.Finished, Math.Max(orders, counts.Finished + counts.Left), await DescribeAsync(counts, cancellationToken));
                await timer.WaitForNextTickAsync(cancellationToken);
            }
        }
        finally
        {
            line.End();
        }
    }

    private async Task<string> DescribeAsync(JobCounts counts, CancellationToken cancellationToken)
    {
        var held = await CountHeldByOthersAsync(counts, cancellationToken);
        var text = $", {Rate(counts):N0}/s";
        if (held > 0) text += $", {held} wait for the lease of a killed run to end";
        if (counts.Running > held) text += $", {counts.Running - held} running";
        if (counts.Scheduled > 0) text += $", {counts.Scheduled} wait for their next attempt";
        if (counts.Failed > 0) text += $", {counts.Failed} failed";
        return text;
    }

    private async ValueTask<int> CountHeldByOthersAsync(JobCounts counts, CancellationToken cancellationToken)
    {
        if (before.Running == 0 || counts.Running == 0) return 0;
        var running = await jobs.ListAsync(new JobFilter { Queue = ReceiptTasks.Queue, State = JobState.Running, Limit = 1000 }, cancellationToken);
        return running.Count(job => job.Worker != worker.Name);
    }
}
