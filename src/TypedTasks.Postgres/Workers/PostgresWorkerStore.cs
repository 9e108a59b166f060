using Npgsql;
using TypedTasks.Postgres.Connections;
using TypedTasks.Postgres.Jobs;
using TypedTasks.Postgres.Names;
using TypedTasks.Storage;

namespace TypedTasks.Postgres.Workers;

internal sealed class PostgresWorkerStore(Database database, Heartbeats heartbeats, NameNumbers numbers, Exchanging exchanging) : IWorkerStore
{
    public ValueTask<int> RegisterAsync(WorkerRegistration worker, TimeSpan lease, CancellationToken cancellationToken)
    {
        var batch = database.Batch().Add("workers/register_worker", binding => binding
            .Set("name", StoredText.Clean(worker.Name))
            .Set("host", StoredText.Clean(worker.Host))
            .Set("process_id", worker.ProcessId)
            .Set("queues", StoredText.Clean(worker.Queues))
            .Set("concurrency", worker.Concurrency)
            .Set("lease", DatabaseTime.From(lease)));
        return database.RunAsync(batch, ReadNumberAsync, cancellationToken);
    }

    public Renewal Renew(int workerId, TimeSpan lease, bool holdsJobs) => heartbeats.Renew(workerId, lease, holdsJobs);

    public ValueTask<IReadOnlyList<AttemptId>> ListCancelRequestsAsync(int workerId, CancellationToken cancellationToken)
    {
        var batch = database.Batch().Add("workers/list_cancel_requests", binding => binding.Set("worker", workerId));
        return database.RunAsync(batch, ReadAttemptsAsync, cancellationToken);
    }

    public ValueTask<IReadOnlyList<AttemptId>> ListClaimedAsync(int workerId, CancellationToken cancellationToken)
    {
        var batch = database.Batch().Add("workers/list_claimed", binding => binding.Set("worker", workerId));
        return database.RunAsync(batch, ReadAttemptsAsync, cancellationToken);
    }

    public async ValueTask RemoveAsync(int workerId, CancellationToken cancellationToken)
    {
        var batch = database.BatchWithPinnedPlans()
            .Add("workers/release_worker_jobs", binding => binding.Set("worker", workerId).Set("reason", AtMostOnce.WorkerLeft))
            .Add("jobs/end_cancel_requests")
            .Add("workers/take_back_crashes", binding => binding.Set("worker", workerId))
            .Add("workers/remove_worker", binding => binding.Set("worker", workerId))
            .Add("signals/wake_idle", binding => binding.Set("channel", database.Channel));
        await database.RunAsync(batch, cancellationToken).ConfigureAwait(false);
        exchanging.Forget(workerId);
    }

    public async ValueTask<IReadOnlyList<int>> InternContractsAsync(IReadOnlyList<TaskContract> contracts, CancellationToken cancellationToken)
    {
        var found = await numbers.ResolveAsync([], contracts, transaction: null, cancellationToken).ConfigureAwait(false);
        return [.. contracts.Select(found.Contract)];
    }

    public ValueTask<TaskContract> ReadContractAsync(int contract, CancellationToken cancellationToken)
    {
        var batch = database.Batch().Add("contracts/read_contract", binding => binding.Set("number", contract));
        return database.RunAsync(batch, ReadContractAsync, cancellationToken);
    }

    public async ValueTask InternQueuesAsync(IReadOnlyList<string> names, CancellationToken cancellationToken)
        => await numbers.ResolveAsync(names, [], transaction: null, cancellationToken).ConfigureAwait(false);

    public ValueTask<IReadOnlyList<QueueNumber>> ListQueuesAsync(CancellationToken cancellationToken)
        => database.RunAsync(database.PreparedBatch().Add("queues/list_queues"), QueueRows.ReadAsync, cancellationToken);

    private static async ValueTask<int> ReadNumberAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        return reader.GetInt32(0);
    }

    private static async ValueTask<IReadOnlyList<AttemptId>> ReadAttemptsAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var attempts = new List<AttemptId>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            attempts.Add(reader.ReadAttempt());
        return attempts;
    }

    private static async ValueTask<TaskContract> ReadContractAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        if (await reader.ReadAsync(cancellationToken).ConfigureAwait(false)) return new TaskContract(reader.GetString(0), reader.GetInt32(1));

        throw new KeyNotFoundException("No task has this contract number in the storage. It did not come from a job of this storage.");
    }
}
