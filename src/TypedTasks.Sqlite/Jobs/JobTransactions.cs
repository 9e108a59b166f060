using Microsoft.Data.Sqlite;
using SQLitePCL;
using TypedTasks.Sqlite.Connections;
using TypedTasks.Storage;

namespace TypedTasks.Sqlite.Jobs;

/// <summary>Opens the transactions of tasks that take one, each on a connection of its own.</summary>
#pragma warning disable CA1001 // the semaphore holds nothing but memory, and abandoned tasks may still use it after the storage
internal sealed class JobTransactions(DatabaseFile file, Writer writer) : IJobTransactions
#pragma warning restore CA1001 // only for this class
{
    // Only one of them can write, and the others wait for that on threads of the pool, which the one may need to go on.
    // 200 tasks that write and then wait for 5 ms, in 64 slots on two busy cores: about 60 seconds without a limit, 7 with this one.
    private const int MostOpen = 4;

    private readonly SemaphoreSlim _free = new(MostOpen);
    private readonly Random _random = new();

    public Type TransactionType => typeof(SqliteTransaction);

    /// <summary>
    /// Deferred: it takes the right to write, which there is only one of, with its first write and not before. Alone: at once.
    /// No limit for idling is needed: the transaction of a process that dies is gone with it. Waits while <see cref="MostOpen"/> are open in this process.
    /// </summary>
    public async ValueTask<IJobTransaction> BeginAsync(AttemptId attempt, TimeSpan mostIdle, bool alone, CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken).ConfigureAwait(false);
        Connection? connection = null;
        try
        {
            connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
            var transaction = new JobTransaction(connection, attempt, _random, () => _free.Release());
            if (alone) await transaction.TakeTurnAsync(cancellationToken).ConfigureAwait(false);
            return transaction;
        }
        catch
        {
            connection?.Dispose();
            _free.Release();
            throw;
        }
    }

    public bool IsConflict(Exception problem)
        => problem is SqliteException { SqliteExtendedErrorCode: raw.SQLITE_BUSY_SNAPSHOT } || (problem.InnerException is { } inner && IsConflict(inner));

    public async ValueTask<CommitOutcome> ReadOutcomeAsync(AttemptId attempt, CancellationToken cancellationToken)
        => await writer.WriteAsync(connection => Find(connection, attempt), cancellationToken).ConfigureAwait(false);

    private static CommitOutcome Find(Connection connection, AttemptId attempt)
    {
        using var statement = connection.Prepare("jobs/find_attempt").Bind(attempt);
        if (!statement.Read()) return CommitOutcome.Late;
        return statement.Int(0) == 1 ? CommitOutcome.RolledBack : CommitOutcome.Committed;
    }

    private async ValueTask<Connection> OpenAsync(CancellationToken cancellationToken)
    {
        Patience? patience = null;
        while (true)
        {
            if (file.TryOpen() is { } connection) return connection;
            patience ??= new Patience(file, _random);
            await patience.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
