using Npgsql;
using TypedTasks.Storage;

namespace TypedTasks.Postgres.Connections;

/// <summary>Holds the size of the pool against what a worker may want at once.</summary>
/// <param name="settings">Those of the pool.</param>
/// <param name="pumps">How many connections claim and finish.</param>
/// <param name="heartbeatsApart">Whether heartbeats have a connection outside of the pool.</param>
/// <param name="description">Names the storage.</param>
internal sealed class PoolSize(NpgsqlConnectionStringBuilder settings, int pumps, bool heartbeatsApart, string description)
{
    // Kept for good: whoever else needs a connection never gets these.
    private int Kept => heartbeatsApart ? 1 : 2;

    // Maintenance and enqueues have short turns between the pumps.
    private int OfWorker => 2 + pumps;

    /// <summary>How many transactions of tasks may be open at once, so that what the worker does itself never waits for tasks.</summary>
    public int ForTransactions => settings.Pooling ? Math.Max(1, settings.MaxPoolSize - OfWorker) : int.MaxValue;

    /// <param name="transactions">How many transactions the worker's tasks may hold at once.</param>
    /// <returns>What is too little and what to change; null if all is well.</returns>
    /// <exception cref="StorageException"><see cref="StorageFault.Configuration"/>: so little that no job could be claimed or finished.</exception>
    public string? FindShortage(int transactions)
    {
        var wanted = OfWorker + transactions;
        if (!settings.Pooling || settings.MaxPoolSize >= wanted) return null;
        if (settings.MaxPoolSize <= Kept + Math.Min(transactions, 1)) throw TooSmall(transactions, wanted);
        return $"'Maximum Pool Size' of {description} is {settings.MaxPoolSize}, but this worker may need {wanted} connections at once: {Uses}{OfTasks(transactions)}. {Consequence} "
            + $"Set 'Maximum Pool Size={wanted}' in the connection string, if max_connections of the server allows that for all processes together{OrLess(transactions)}.";
    }

    private string Uses => heartbeatsApart
        ? $"1 to listen for signals, {pumps} to claim and finish jobs, 1 for what comes between, such as maintenance"
        : $"1 for heartbeats, 1 to listen for signals, {pumps} to claim and finish jobs";

    private string Consequence => settings.MaxPoolSize > OfWorker
        ? $"As it is, no more than {ForTransactions} of those tasks get a connection at once, and the others wait for one in their slots."
        : $"As it is, claims, outcomes and maintenance wait for one another, and fail after {settings.Timeout} s to be tried again: jobs start and end late.";

    private static string OfTasks(int transactions) => transactions == 0 ? "" : $", {transactions} for tasks that take a transaction, one for each slot";

    private string OrLess(int transactions)
        => transactions > 0 && settings.MaxPoolSize > OfWorker ? $", or lower TypedTasks:Worker:Concurrency to {ForTransactions}" : "";

    private StorageException TooSmall(int transactions, int wanted) => new(
        StorageFault.Configuration,
        $"'Maximum Pool Size' of {description} is {settings.MaxPoolSize}, with which a worker can't work: {(heartbeatsApart ? "1 is kept to listen for signals" : "2 are kept, for heartbeats and to listen for signals")}, "
        + $"and {(transactions == 0 ? "" : "tasks that take a transaction hold one each, while ")}claims and outcomes need another. "
        + $"Set 'Maximum Pool Size={wanted}' in the connection string. Programs that only enqueue may do with less.");
}
