using System.Data;
using Npgsql;
using TypedTasks.Postgres.Connections;
using TypedTasks.Storage;

namespace TypedTasks.Postgres.Jobs;

/// <summary>
/// Opens the transactions of tasks that take one. Not as many as there are connections in the pool: some are left for what the worker itself
/// does, which would wait for the tasks otherwise, and take the database for lost.
/// </summary>
#pragma warning disable CA1001 // the semaphore holds nothing but memory, and abandoned tasks may still use it after the storage
internal sealed class PostgresJobTransactions(Database database, int mostOpen, TimeProvider time) : IJobTransactions
#pragma warning restore CA1001 // only for this class
{
    private readonly SemaphoreSlim _free = new(mostOpen);

    public Type TransactionType => typeof(NpgsqlTransaction);

    public async ValueTask<IJobTransaction> BeginAsync(AttemptId attempt, TimeSpan mostIdle, bool alone, CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken).ConfigureAwait(false);
        NpgsqlConnection? connection = null;
        try
        {
            connection = await database.OpenAsync(cancellationToken).ConfigureAwait(false);
            var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken).ConfigureAwait(false);
            var limit = new Batch(database.Statements)
                .Add("session/limit_idle", binding => binding.Set("milliseconds", (int)Math.Clamp(mostIdle.TotalMilliseconds, 1, int.MaxValue)));
            var number = await database.RunAsync(limit, transaction, ReadNumberAsync, cancellationToken).ConfigureAwait(false);
            return new PostgresJobTransaction(database, connection, transaction, number, attempt, time, () => _free.Release());
        }
        catch (Exception exception)
        {
            _free.Release();
            if (connection is not null) await connection.DisposeAsync().ConfigureAwait(false);
            if (database.Translate(exception) is { } translated) throw translated;
            throw;
        }
    }

    // Under READ COMMITTED nobody is refused for what others wrote; deadlocks are the task's to avoid.
    public bool IsConflict(Exception problem) => false;

    public async ValueTask<CommitOutcome> ReadOutcomeAsync(AttemptId attempt, CancellationToken cancellationToken)
    {
        var batch = database.Batch()
            .Add("jobs/lock_attempt", binding => Name(binding, attempt))
            .Add("jobs/find_success", binding => Name(binding, attempt));
        return await database.RunAsync(batch, ReadAsync, cancellationToken).ConfigureAwait(false);
    }

    private static Binding Name(Binding binding, AttemptId attempt)
        => binding.Set("id", attempt.JobId).Set("claims", attempt.Claims).SetTime("claimed_at", attempt.ClaimedAt);

    private static async ValueTask<TransactionNumber> ReadNumberAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        return new TransactionNumber(reader.GetString(0), reader.GetString(1));
    }

    private static async ValueTask<CommitOutcome> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var isRunning = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        var hasSucceeded = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        if (hasSucceeded) return CommitOutcome.Committed;
        return isRunning ? CommitOutcome.RolledBack : CommitOutcome.Late;
    }
}
