using Xunit;

namespace TypedTasks.Storage.Conformance;

/// <summary>What tests of every storage do with one, inside and outside of the suite.</summary>
public static class StorageSteps
{
    /// <summary>Adds a worker of all queues.</summary>
    public static async Task<int> RegisterAsync(this IStorage storage, string name = "web-1:100", TimeSpan? lease = null)
        => await storage.Workers.RegisterAsync(
            new WorkerRegistration { Name = name, Host = "web-1", ProcessId = 100, Queues = "*", Concurrency = 4 },
            lease ?? TimeSpan.FromMinutes(1),
            TestContext.Current.CancellationToken);

    /// <summary>Rescues as a worker that came just now and leaves at once.</summary>
    public static async Task<IReadOnlyList<RescuedJob>> RescueAsync(this IStorage storage, int crashBudget = 3, int limit = 100)
    {
        var rescuer = await storage.RegisterAsync("rescuer:1");
        var rescued = await storage.Maintenance.RescueAsync(rescuer, crashBudget, limit, TestContext.Current.CancellationToken);
        await storage.Workers.RemoveAsync(rescuer, TestContext.Current.CancellationToken);
        return rescued;
    }

    /// <summary>Claims all there is, of every queue.</summary>
    public static async Task<IReadOnlyList<ClaimedJob>> ClaimAllAsync(this IStorage storage, int worker)
    {
        var request = new ClaimRequest
        {
            WorkerId = worker,
            Queues = [.. (await storage.Workers.ListQueuesAsync(TestContext.Current.CancellationToken)).Select(static queue => queue.Number)],
            Contracts = [],
            Limit = 10,
            Thorough = true,
        };
        return (await storage.Jobs.FinishAndClaimAsync([], request, TestContext.Current.CancellationToken)).Claimed;
    }

    /// <summary>Ends an attempt.</summary>
    /// <returns>It, if that was late.</returns>
    public static async Task<IReadOnlyList<AttemptId>> EndAsync(this IStorage storage, AttemptId attempt, OutcomeKind kind)
        => (await storage.Jobs.FinishAndClaimAsync([new AttemptOutcome { Attempt = attempt, Kind = kind }], null, TestContext.Current.CancellationToken)).Late;
}
