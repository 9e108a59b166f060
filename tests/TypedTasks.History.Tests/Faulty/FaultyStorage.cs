using System.Data.Common;
using TypedTasks.Storage;

namespace TypedTasks.History.Tests.Faulty;

/// <summary>A real storage with one thing wrong with it.</summary>
internal sealed class FaultyStorage(IStorage storage) : IStorage, IJobStore, IMaintenanceStore, IJobControl, ISignal
{
    /// <summary>Stands in for enqueueing outside of transactions; null where that is as it should be.</summary>
    public Func<IReadOnlyList<JobToStore>, Task<IReadOnlyList<EnqueuedJob>>>? Enqueue { get; init; }

    /// <summary>Stands in for finishing and claiming.</summary>
    public Func<IReadOnlyList<AttemptOutcome>, ClaimRequest?, Task<Exchange>>? FinishAndClaim { get; init; }

    /// <summary>Is told what was rescued, and answers what it says was.</summary>
    public Func<IReadOnlyList<RescuedJob>, Task<IReadOnlyList<RescuedJob>>>? Rescued { get; init; }

    /// <summary>Stands in for having a job run again.</summary>
    public Func<long, Task<RetryAnswer>>? Retry { get; init; }

    /// <summary>Whether nobody is ever woken.</summary>
    public bool Mute { get; init; }

    /// <summary>Two, so that one may claim what the other is about to write about.</summary>
    public int Pumps => 2;

    public string Description => storage.Description;

    public IMigrator Migrator => storage.Migrator;

    public IJobStore Jobs => this;

    public IWorkerStore Workers => storage.Workers;

    public IJobTransactions Transactions => storage.Transactions;

    public IMaintenanceStore Maintenance => this;

    public IJobReader Reader => storage.Reader;

    public IJobControl Control => this;

    public ISignal Signal => Mute ? this : storage.Signal;

    public void CheckTransaction(DbTransaction transaction) => storage.Jobs.CheckTransaction(transaction);

    public async ValueTask<IReadOnlyList<EnqueuedJob>> EnqueueAsync(IReadOnlyList<JobToStore> jobs, DbTransaction? transaction, CancellationToken cancellationToken)
        => Enqueue is null || transaction is not null
            ? await storage.Jobs.EnqueueAsync(jobs, transaction, cancellationToken)
            : await Enqueue(jobs);

    public async ValueTask<Exchange> FinishAndClaimAsync(IReadOnlyList<AttemptOutcome> outcomes, ClaimRequest? claim, CancellationToken cancellationToken)
        => FinishAndClaim is null ? await storage.Jobs.FinishAndClaimAsync(outcomes, claim, cancellationToken) : await FinishAndClaim(outcomes, claim);

    public ValueTask<bool> CancelAsync(long jobId, string reason, CancellationToken cancellationToken) => storage.Control.CancelAsync(jobId, reason, cancellationToken);

    public async ValueTask<RetryAnswer> RetryAsync(long jobId, CancellationToken cancellationToken)
        => Retry is null ? await storage.Control.RetryAsync(jobId, cancellationToken) : await Retry(jobId);

    public ValueTask<Promotion> PromoteAsync(int limit, CancellationToken cancellationToken) => storage.Maintenance.PromoteAsync(limit, cancellationToken);

    public async ValueTask<IReadOnlyList<RescuedJob>> RescueAsync(int rescuer, int crashBudget, int limit, CancellationToken cancellationToken)
    {
        var rescued = await storage.Maintenance.RescueAsync(rescuer, crashBudget, limit, cancellationToken);
        return Rescued is null || rescued.Count == 0 ? rescued : await Rescued(rescued);
    }

    public ValueTask<int> PruneAsync(TimeSpan retention, int limit, CancellationToken cancellationToken) => storage.Maintenance.PruneAsync(retention, limit, cancellationToken);

    public ValueTask<QueueService> ReadQueueServiceAsync(CancellationToken cancellationToken) => storage.Maintenance.ReadQueueServiceAsync(cancellationToken);

    public ValueTask<ISignalSubscription> SubscribeAsync(Action onSignal, Action onCancelRequest, Action<TimeSpan> onDue, CancellationToken cancellationToken) => ValueTask.FromResult<ISignalSubscription>(new Deaf());

    public ValueTask DisposeAsync() => storage.DisposeAsync();

    private sealed class Deaf : ISignalSubscription
    {
        public bool HearsJobs => false;

        public bool HearsCancelRequests => false;

        public Task Completion { get; } = new TaskCompletionSource().Task;

        public void SetIdle(bool idle)
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
