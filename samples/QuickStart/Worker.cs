using TypedTasks;

namespace QuickStart;

/// <summary>How this program's worker is set up.</summary>
public static class Worker
{
    /// <summary>Short, because this program is there to be killed: its successor waits that long for the jobs it held.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(3);

    public static void Configure(ITypedTasksWorkerBuilder worker) => worker
        .Queues(ReceiptTasks.Queue)
        .Concurrency(8)
        .Configure(options =>
        {
            options.Name = $"quickstart-{Guid.NewGuid().ToString("N")[..8]}"; // tells the jobs of this run from those of a killed one
            options.Lease = Lease;
            options.Heartbeat = Lease / 3;
            options.CrashBudget = 1000; // a job is not to blame for its worker's death here
        });
}
