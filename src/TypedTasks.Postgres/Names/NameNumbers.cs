using System.Collections.Concurrent;
using Npgsql;
using TypedTasks.Postgres.Connections;
using TypedTasks.Storage;

namespace TypedTasks.Postgres.Names;

/// <summary>
/// The numbers of queues and contracts. Remembers only what is committed: a number from a transaction that rolls back is gone with it.
/// A number is made from its name, so what is remembered stays right also where a fail-over has lost the row; that is stored again.
/// </summary>
internal sealed class NameNumbers(Database database, TimeProvider time)
{
    // Looking in the statement that enqueues would cost a third of it. A fail-over takes longer than this.
    private static readonly TimeSpan Trust = TimeSpan.FromSeconds(1);

    // More than one only where numbers meet and two processes need them at the same moment.
    private const int MostTries = 5;

    private readonly ConcurrentDictionary<string, NameNumber> _queues = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<TaskContract, NameNumber> _contracts = new();

    /// <returns>The numbers of these jobs' names; null if one of them is not remembered yet.</returns>
    public NumberedNames? Known(IReadOnlyList<JobToStore> jobs)
    {
        var now = time.GetTimestamp();
        List<string>? doubtfulQueues = null;
        List<TaskContract>? doubtfulContracts = null;
        for (var i = 0; i < jobs.Count; i++)
        {
            var (job, last) = (jobs[i], jobs[Math.Max(i - 1, 0)]);
            if (i > 0 && ReferenceEquals(job.Queue, last.Queue) && ReferenceEquals(job.TaskName, last.TaskName) && job.Version == last.Version) continue;
            var contract = new TaskContract(job.TaskName, job.Version);
            if (!_queues.TryGetValue(job.Queue, out var queue) || !_contracts.TryGetValue(contract, out var number)) return null;
            if (IsDoubtful(queue, now)) (doubtfulQueues ??= []).Add(job.Queue);
            if (IsDoubtful(number, now)) (doubtfulContracts ??= []).Add(contract);
        }

        return new NumberedNames(_queues, _contracts) { Doubtful = doubtfulQueues is null && doubtfulContracts is null ? null : new(doubtfulQueues ?? [], doubtfulContracts ?? [], now) };
    }

    /// <summary>Has a batch that uses numbers store their names anew where they were lost; for those that were not seen for a second.</summary>
    public static void Keep(NumberedNames numbers, Batch batch)
    {
        if (numbers.Doubtful is not { } doubtful) return;
        Add(batch, "queues/intern_queues", "contracts/intern_contracts", [.. doubtful.Queues], [.. doubtful.Contracts]);
    }

    /// <summary>The batch has come through.</summary>
    public void Kept(NumberedNames numbers)
    {
        if (numbers.Doubtful is not { } doubtful) return;
        foreach (var queue in doubtful.Queues) _queues[queue] = _queues[queue] with { SeenAt = doubtful.At };
        foreach (var contract in doubtful.Contracts) _contracts[contract] = _contracts[contract] with { SeenAt = doubtful.At };
    }

    /// <summary>Finds or gives the numbers of these names, within the caller's transaction if there is one: it never needs a second connection.</summary>
    public async ValueTask<NumberedNames> ResolveAsync(
        IEnumerable<string> queues, IEnumerable<TaskContract> contracts, NpgsqlTransaction? transaction, CancellationToken cancellationToken)
    {
        var wantedQueues = queues.Distinct().ToArray();
        var wantedContracts = contracts.Distinct().ToArray();
        if (wantedQueues.Length == 0 && wantedContracts.Length == 0) return new NumberedNames(_queues, _contracts);

        for (var tries = 1; ; tries++)
        {
            var asked = time.GetTimestamp();
            var batch = transaction is null ? database.Batch() : new Batch(database.Statements);
            Add(batch, "queues/intern_queues", "contracts/intern_contracts", wantedQueues, wantedContracts);
            Add(batch, "queues/find_queues", "contracts/find_contracts", wantedQueues, wantedContracts);
            var found = transaction is null
                ? await database.RunAsync(batch, ReadAsync, cancellationToken).ConfigureAwait(false)
                : await database.RunAsync(batch, transaction, ReadAsync, cancellationToken).ConfigureAwait(false);
            if (found.Queues.Count < wantedQueues.Length || found.Contracts.Count < wantedContracts.Length)
            {
                if (tries == MostTries) throw NotNumbered();
                continue;
            }

            Remember(found, committed: transaction is null, asked);
            return new NumberedNames(_queues, _contracts, found);
        }
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

    private void Remember(FoundNames found, bool committed, long at)
    {
        foreach (var (name, number, settled) in found.Queues)
            if (committed || settled) _queues[name] = new NameNumber(number, at);
        foreach (var (contract, number, settled) in found.Contracts)
            if (committed || settled) _contracts[contract] = new NameNumber(number, at);
    }

    private bool IsDoubtful(NameNumber number, long now) => time.GetElapsedTime(number.SeenAt, now) >= Trust;

    private StorageException NotNumbered() => new(
        StorageFault.Unavailable,
        $"Names of queues or tasks in {database.Description} could not be numbered in {MostTries} tries, because others were doing the same. Try again.");
}
