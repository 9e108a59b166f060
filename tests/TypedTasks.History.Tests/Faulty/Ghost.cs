using TypedTasks.Storage;

namespace TypedTasks.History.Tests.Faulty;

/// <summary>A worker that has claimed a job and then stands still; it may come back later.</summary>
internal sealed class Ghost(IStorage storage, int worker, ClaimedJob job) : IAsyncDisposable
{
    public ClaimedJob Job => job;

    public static async Task<Ghost> ClaimAsync(IStorage storage, TimeSpan lease, CancellationToken cancellationToken)
    {
        // Its short lease begins with the job in hand: on a busy machine it would be over before, and who has none claims nothing.
        var lasting = TimeSpan.FromMinutes(1);
        var registration = new WorkerRegistration { Name = "ghost", Host = "here", ProcessId = Environment.ProcessId, Queues = "*", Concurrency = 1 };
        var request = new ClaimRequest
        {
            WorkerId = await storage.Workers.RegisterAsync(registration, lasting, cancellationToken),
            Queues = [.. (await storage.Workers.ListQueuesAsync(cancellationToken)).Select(static queue => queue.Number)],
            Contracts = [],
            Limit = 1,
            Thorough = true,
        };
        var claimed = (await storage.Jobs.FinishAndClaimAsync([], request, cancellationToken)).Claimed.Single();
        storage.Workers.Renew(request.WorkerId, lease, holdsJobs: true);
        return new Ghost(storage, request.WorkerId, claimed);
    }

    /// <summary>Comes back and says how the attempt ended.</summary>
    public async Task FinishAsync(CancellationToken cancellationToken, OutcomeKind kind = OutcomeKind.Succeeded)
        => await storage.Jobs.FinishAndClaimAsync([new AttemptOutcome { Attempt = job.AttemptId, Kind = kind }], null, cancellationToken);

    /// <summary>Is listed no more.</summary>
    public async Task LeaveAsync(CancellationToken cancellationToken) => await storage.Workers.RemoveAsync(worker, cancellationToken);

    public ValueTask DisposeAsync() => storage.DisposeAsync();
}
