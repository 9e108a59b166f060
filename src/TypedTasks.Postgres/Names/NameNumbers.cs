using System.Collections.Concurrent;
using Npgsql;
using TypedTasks.Postgres.Connections;
using TypedTasks.Storage;

namespace TypedTasks.Postgres.Names;

/// <summary>The numbers of queues and contracts. Remembers only what is committed: a number from a transaction that rolls back is gone with it.</summary>
internal sealed class NameNumbers(Database database)
{
    private readonly ConcurrentDictionary<string, int> _queues = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<TaskContract, int> _contracts = new();

    /// <returns>The numbers of these jobs' names; null if one of them is not remembered yet.</returns>
    public NumberedNames? Known(IReadOnlyList<JobToStore> jobs)
    {
        for (var i = 0; i < jobs.Count; i++)
        {
            var (job, last) = (jobs[i], jobs[Math.Max(i - 1, 0)]);
            if (i > 0 && ReferenceEquals(job.Queue, last.Queue) && ReferenceEquals(job.TaskName, last.TaskName) && job.Version == last.Version) continue;
            if (!_queues.ContainsKey(job.Queue) || !_contracts.ContainsKey(new TaskContract(job.TaskName, job.Version))) return null;
        }

        return new NumberedNames(_queues, _contracts);
    }

    /// <summary>Finds or gives the numbers of these names, within the caller's transaction if there is one: it never needs a second connection.</summary>
    public async ValueTask<NumberedNames> ResolveAsync(
        IEnumerable<string> queues, IEnumerable<TaskContract> contracts, NpgsqlTransaction? transaction, CancellationToken cancellationToken)
    {
        var unknownQueues = queues.Where(name => !_queues.ContainsKey(name)).Distinct().ToArray();
        var unknownContracts = contracts.Where(contract => !_contracts.ContainsKey(contract)).Distinct().ToArray();
        if (unknownQueues.Length == 0 && unknownContracts.Length == 0) return new NumberedNames(_queues, _contracts);

        var batch = transaction is null ? database.Batch() : new Batch(database.Statements);
        Add(batch, "queues/intern_queues", "contracts/intern_contracts", unknownQueues, unknownContracts);
        Add(batch, "queues/find_queues", "contracts/find_contracts", unknownQueues, unknownContracts);
        var found = transaction is null
            ? await database.RunAsync(batch, ReadAsync, cancellationToken).ConfigureAwait(false)
            : await database.RunAsync(batch, transaction, ReadAsync, cancellationToken).ConfigureAwait(false);

        Remember(found, committed: transaction is null);
        return new NumberedNames(_queues, _contracts, found);
    }

    private static void Add(Batch batch, string queueStatement, string contractStatement, string[] queues, TaskContract[] contracts)
        => batch
            .Add(queueStatement, binding => binding.Set("names", queues))
            .Add(contractStatement, binding => binding
                .Set("task_names", Array.ConvertAll(contracts, contract => contract.TaskName))
                .Set("versions", Array.ConvertAll(contracts, contract => contract.Version)));

    private static async ValueTask<FoundNames> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var found = new FoundNames([], []);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            found.Queues.Add((reader.GetString(1), reader.GetInt32(0), reader.GetBoolean(2)));

        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            found.Contracts.Add((new TaskContract(reader.GetString(1), reader.GetInt32(2)), reader.GetInt32(0), reader.GetBoolean(3)));
        return found;
    }

    private void Remember(FoundNames found, bool committed)
    {
        foreach (var (name, number, settled) in found.Queues)
            if (committed || settled) _queues[name] = number;
        foreach (var (contract, number, settled) in found.Contracts)
            if (committed || settled) _contracts[contract] = number;
    }
}
