using Npgsql;

namespace TypedTasks.Postgres.Connections;

/// <summary>Holds the size of the pool against what a worker may want at once.</summary>
internal static class PoolSize
{
    /// <summary>One for the heartbeat and one that listens, which are kept, and those of the pumps. Maintenance and enqueues have short turns between them.</summary>
    public static int OfWorker(int pumps) => 2 + pumps;

    /// <summary>How many transactions of tasks may be open at once, so that what the worker does itself never waits for tasks.</summary>
    public static int ForTransactions(NpgsqlConnectionStringBuilder settings, int pumps)
        => settings.Pooling ? Math.Max(1, settings.MaxPoolSize - OfWorker(pumps)) : int.MaxValue;

    /// <returns>What is too little and what to change; null if all is well.</returns>
    public static string? Shortage(NpgsqlConnectionStringBuilder settings, int pumps, int transactions, string description)
    {
        var wanted = OfWorker(pumps) + transactions;
        if (!settings.Pooling || settings.MaxPoolSize >= wanted) return null;

        var (ofTasks, orLess) = transactions == 0 ? ("", "") : ($", and one for each of {transactions} slots, because tasks take a transaction", ", or lower the worker's concurrency");
        return $"The pool of {description} has {settings.MaxPoolSize} connections, but this worker may want {wanted} at once: one for its heartbeat, one to listen, "
            + $"{pumps} to claim and finish{ofTasks}. Who finds none free waits, and gives up after {settings.Timeout} s. "
            + $"Raise 'Maximum Pool Size' in the connection string to {wanted} or more, and see that max_connections of the server allows that{orLess}.";
    }
}
