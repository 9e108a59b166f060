using TypedTasks;
using TypedTasks.Storage;

namespace QuickStart.Screen;

/// <summary>How many jobs of our queue are in which state.</summary>
public sealed record JobCounts(int Ready, int Scheduled, int Running, int Succeeded, int Failed)
{
    /// <summary>Jobs that are not finished.</summary>
    public int Left => Ready + Scheduled + Running;

    public int Finished => Succeeded + Failed;

    public static async Task<JobCounts> ReadAsync(IJobReader jobs, CancellationToken cancellationToken)
    {
        var counts = (await jobs.CountAsync(cancellationToken)).Where(count => count.Queue == ReceiptTasks.Queue).ToLookup(count => count.State, count => (int)count.Count);
        return new JobCounts(Of(JobState.Ready), Of(JobState.Scheduled), Of(JobState.Running), Of(JobState.Succeeded), Of(JobState.Failed));

        int Of(JobState state) => counts[state].Sum();
    }
}
