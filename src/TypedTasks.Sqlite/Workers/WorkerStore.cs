using TypedTasks.Sqlite.Connections;
using TypedTasks.Sqlite.Jobs;
using TypedTasks.Sqlite.Names;
using TypedTasks.Storage;

namespace TypedTasks.Sqlite.Workers;

/// <summary>Workers, their leases, and the numbers behind names.</summary>
internal sealed class WorkerStore(Writer writer, Readers readers, Heartbeat heartbeat) : IWorkerStore
{
    public async ValueTask<int> RegisterAsync(WorkerRegistration worker, TimeSpan lease, CancellationToken cancellationToken)
        => await writer.WriteAsync(connection => Register(connection, worker, lease), cancellationToken).ConfigureAwait(false);

    public Renewal Renew(int workerId, TimeSpan lease, bool holdsJobs) => heartbeat.Renew(workerId, lease, holdsJobs);

    public async ValueTask<IReadOnlyList<AttemptId>> ListCancelRequestsAsync(int workerId, CancellationToken cancellationToken)
        => await readers.ReadAsync(connection => Attempts.Read(connection, "workers/list_cancel_requests", workerId), cancellationToken).ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<AttemptId>> ListClaimedAsync(int workerId, CancellationToken cancellationToken)
        => await readers.ReadAsync(connection => Attempts.Read(connection, "workers/list_claimed", workerId), cancellationToken).ConfigureAwait(false);

    public async ValueTask RemoveAsync(int workerId, CancellationToken cancellationToken)
        => await writer.WriteAsync(connection => Remove(connection, workerId), cancellationToken).ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<int>> InternContractsAsync(IReadOnlyList<TaskContract> contracts, CancellationToken cancellationToken)
        => await InternAsync(scope => contracts.Select(scope.Contract).ToList(), cancellationToken).ConfigureAwait(false);

    public async ValueTask InternQueuesAsync(IReadOnlyList<string> names, CancellationToken cancellationToken)
        => await InternAsync(scope => names.Select(scope.Queue).ToList(), cancellationToken).ConfigureAwait(false);

    public async ValueTask<TaskContract> ReadContractAsync(int contract, CancellationToken cancellationToken)
        => await readers.ReadAsync(connection => ReadContract(connection, contract), cancellationToken).ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<QueueNumber>> ListQueuesAsync(CancellationToken cancellationToken)
        => await readers.ReadAsync(ListQueues, cancellationToken).ConfigureAwait(false);

    private static int Register(Connection connection, WorkerRegistration worker, TimeSpan lease)
    {
        connection.Prepare("workers/name_worker").Bind("name", StoredText.Clean(worker.Name)).Run();
        var number = (int)connection.LastId;
        connection.Prepare("workers/register_worker")
            .Bind("worker", number)
            .Bind("host", StoredText.Clean(worker.Host))
            .Bind("process_id", worker.ProcessId)
            .Bind("queues", StoredText.Clean(worker.Queues))
            .Bind("concurrency", worker.Concurrency)
            .Bind("lease", DatabaseTime.FromTimeSpan(lease))
            .Run();
        return number;
    }

    private static bool Remove(Connection connection, int workerId)
    {
        var now = connection.ReadClock();
        var outcomes = new OutcomeWriting(connection, now);
        outcomes.EndStarted(workerId, AtMostOnce.WorkerLeft);
        outcomes.Write([.. Attempts.Read(connection, "workers/list_claimed", workerId)
            .Select(static attempt => new AttemptOutcome { Attempt = attempt, Kind = OutcomeKind.Released })]);
        if (connection.Prepare("workers/take_back_crashes").Bind("worker", workerId).Run() > 0)
            connection.Prepare("workers/tell_return").Bind("worker", workerId).Run();
        if (connection.Prepare("workers/remove_worker").Bind("worker", workerId).Run() == 0) return false;
        connection.Prepare("workers/note_removals").Bind("now", now).Run();
        return true;
    }

    private static TaskContract ReadContract(Connection connection, int contract)
    {
        using var statement = connection.Prepare("contracts/read_contract").Bind("contract", contract);
        return statement.Read()
            ? new TaskContract(statement.Text(0), statement.Int(1))
            : throw new ArgumentOutOfRangeException(nameof(contract), contract, "No task version has this number.");
    }

    internal static List<QueueNumber> ListQueues(Connection connection)
    {
        using var statement = connection.Prepare("queues/list_queues");
        var queues = new List<QueueNumber>();
        while (statement.Read()) queues.Add(new QueueNumber(statement.Int(0), statement.Text(1)));
        return queues;
    }

    private async ValueTask<List<int>> InternAsync(Func<NameScope, List<int>> intern, CancellationToken cancellationToken)
        => await writer.WriteAsync(connection => intern(new NameScope(connection)), cancellationToken).ConfigureAwait(false);
}
