using TypedTasks.History.Events;
using TypedTasks.Storage;

namespace TypedTasks.History.Recording;

internal sealed class RecordingWorkers(IWorkerStore workers, IEventLog log) : IWorkerStore
{
    public async ValueTask<int> RegisterAsync(WorkerRegistration worker, TimeSpan lease, CancellationToken cancellationToken)
    {
        var asked = IEventLog.Now;
        var number = await workers.RegisterAsync(worker, lease, cancellationToken);
        log.Write(new HistoryEvent { Kind = EventKind.Registered, AskedAt = asked, WorkerId = number, Lease = lease, Text = worker.Name });
        return number;
    }

    public Renewal Renew(int workerId, TimeSpan lease, bool holdsJobs)
    {
        var asked = IEventLog.Now;
        var renewal = workers.Renew(workerId, lease, holdsJobs);
        if (renewal.Alive) log.Write(new HistoryEvent { Kind = EventKind.Renewed, AskedAt = asked, WorkerId = workerId, Lease = lease });
        return renewal;
    }

    public ValueTask<IReadOnlyList<AttemptId>> ListCancelRequestsAsync(int workerId, CancellationToken cancellationToken)
        => workers.ListCancelRequestsAsync(workerId, cancellationToken);

    public ValueTask<IReadOnlyList<AttemptId>> ListClaimedAsync(int workerId, CancellationToken cancellationToken) => workers.ListClaimedAsync(workerId, cancellationToken);

    public ValueTask RemoveAsync(int workerId, CancellationToken cancellationToken)
    {
        log.Write(new HistoryEvent { Kind = EventKind.RemoveAsked, WorkerId = workerId });
        return workers.RemoveAsync(workerId, cancellationToken);
    }

    public ValueTask<IReadOnlyList<int>> InternContractsAsync(IReadOnlyList<TaskContract> contracts, CancellationToken cancellationToken)
        => workers.InternContractsAsync(contracts, cancellationToken);

    public ValueTask<TaskContract> ReadContractAsync(int contract, CancellationToken cancellationToken) => workers.ReadContractAsync(contract, cancellationToken);

    public ValueTask InternQueuesAsync(IReadOnlyList<string> names, CancellationToken cancellationToken) => workers.InternQueuesAsync(names, cancellationToken);

    public ValueTask<IReadOnlyList<QueueNumber>> ListQueuesAsync(CancellationToken cancellationToken) => workers.ListQueuesAsync(cancellationToken);
}
