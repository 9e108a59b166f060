using TypedTasks.Storage;

namespace TypedTasks.Sqlite.Tests;

internal static class Workers
{
    public static async Task<int> RegisterAsync(IStorage storage, CancellationToken cancellationToken) => await storage.Workers.RegisterAsync(
        new WorkerRegistration { Name = "web-1:100", Host = "web-1", ProcessId = 100, Queues = "*", Concurrency = 4 }, TimeSpan.FromMinutes(1), cancellationToken);

    /// <summary>Claims everything ready in the queue <c>default</c> for a new worker.</summary>
    public static async Task<IReadOnlyList<ClaimedJob>> ClaimAsync(IStorage storage, CancellationToken cancellationToken)
    {
        var worker = await RegisterAsync(storage, cancellationToken);
        var queues = await storage.Workers.ListQueuesAsync(cancellationToken);
        var claim = new ClaimRequest { WorkerId = worker, Queues = [.. queues.Select(static queue => queue.Number)], Contracts = [], Limit = 1_000 };
        return (await storage.Jobs.FinishAndClaimAsync([], claim, cancellationToken)).Claimed;
    }
}
