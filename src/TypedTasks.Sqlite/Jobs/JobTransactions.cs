using Microsoft.Data.Sqlite;
using SQLitePCL;
using TypedTasks.Sqlite.Connections;
using TypedTasks.Storage;

namespace TypedTasks.Sqlite.Jobs;

/// <summary>Opens the transactions of tasks that take one, each on a connection of its own.</summary>
internal sealed class JobTransactions(DatabaseFile file, Writer writer) : IJobTransactions
{
    private readonly Random _random = new();

    public Type TransactionType => typeof(SqliteTransaction);

    /// <summary>
    /// Deferred: it takes the right to write, which there is only one of, with its first write and not before. Alone: at once.
    /// No limit for idling is needed: the transaction of a process that dies is gone with it.
    /// </summary>
    public async ValueTask<IJobTransaction> BeginAsync(AttemptId attempt, TimeSpan mostIdle, bool alone, CancellationToken cancellationToken)
    {
        var transaction = new JobTransaction(await OpenAsync(cancellationToken).ConfigureAwait(false), attempt, _random);
        try
        {
            if (alone) await transaction.TakeTurnAsync(cancellationToken).ConfigureAwait(false);
            return transaction;
        }
        catch
        {
            await transaction.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public bool IsConflict(Exception problem)
        => problem is SqliteException { SqliteExtendedErrorCode: raw.SQLITE_BUSY_SNAPSHOT } || (problem.InnerException is { } inner && IsConflict(inner));

    public async ValueTask<CommitOutcome> ReadOutcomeAsync(AttemptId attempt, CancellationToken cancellationToken)
        => await writer.WriteAsync(connection => Find(connection, attempt), cancellationToken).ConfigureAwait(false);

    private static CommitOutcome Find(Connection connection, AttemptId attempt)
    {
        using var statement = connection.Prepare("jobs/find_attempt").Bind("job", attempt.JobId).Bind("claims", attempt.Claims);
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
