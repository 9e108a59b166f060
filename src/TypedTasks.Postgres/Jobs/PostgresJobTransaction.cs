using System.Data;
using System.Data.Common;
using Npgsql;
using TypedTasks.Postgres.Connections;
using TypedTasks.Storage;

namespace TypedTasks.Postgres.Jobs;

/// <summary>The transaction of one attempt, on a connection of its own.</summary>
/// <param name="database">Where the job is.</param>
/// <param name="connection">Its own; closed at the end.</param>
/// <param name="transaction">Begun on it.</param>
/// <param name="number">That of the transaction on the server.</param>
/// <param name="attempt">Whose finish is written.</param>
/// <param name="time">The clock of waiting.</param>
/// <param name="ended">Called once, when the connection is free again.</param>
internal sealed class PostgresJobTransaction(
    Database database, NpgsqlConnection connection, NpgsqlTransaction transaction, TransactionNumber number, AttemptId attempt, TimeProvider time, Action ended)
    : IJobTransaction
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private bool _isDisposed;

    public DbTransaction Transaction => transaction;

    public async ValueTask<bool> FinishAsync(AttemptOutcome outcome, CancellationToken cancellationToken)
    {
        if (IsBroken)
            throw new StorageException(
                StorageFault.Transaction,
                $"The transaction of job {attempt.JobId} was rolled back, because its connection was lost, which the task kept to itself. Let errors of the database out of the task.");
        if (!IsOpen()) throw EndedByTask();

        // The settings for our own statement come last in the transaction, so they touch none of the task's.
        var batch = new Batch(database.Statements).Add("session/pin_plans").Add("session/read_transaction");
        Outcomes.AddTo(batch, [outcome]);
        return await database.RunAsync(batch, transaction, ReadAsync, cancellationToken).ConfigureAwait(false);
    }

    // On another connection: this one may be broken, or in a transaction that an error has aborted.
    public async ValueTask<bool> WasCommittedAsync(CancellationToken cancellationToken)
    {
        var batch = database.Batch().Add("session/find_committed", binding => binding.Set("transaction", number.Text).Set("counting_since", number.CountingSince));
        var known = await database.RunAsync(batch, ReadCommittedAsync, cancellationToken).ConfigureAwait(false);

        // A server that has crashed since, or another one, has rolled back what was open. If the driver saw the end of the transaction before, the task made it.
        return known ?? (!IsBroken && !IsOpen());
    }

    // The driver breaks its connection when the network, the server or an administrator ends the session, and when the server has no disk or memory left.
    // It learns that only by using it: a task may have failed because something else of the same server was gone.
    public async ValueTask<bool> WasLostAsync(Exception problem, CancellationToken cancellationToken)
    {
        if (PostgresFaults.IsLimitOfTransaction(problem)) return false;
        if (IsBroken) return true;
        if (!IsOpen() || connection.FullState != ConnectionState.Open) return false;
        try
        {
            var probe = new Batch(database.Statements).Add("session/read_transaction");
            await database.RunAsync(probe, transaction, static (_, _) => ValueTask.FromResult(true), cancellationToken).ConfigureAwait(false);
            return false;
        }
        catch (Exception refusal)
        {
            return IsBroken && !PostgresFaults.IsLimitOfTransaction(refusal);
        }
    }

    // In SQL, behind a statement that fails where the transaction has failed: a statement of the task that came after the finish may have done that,
    // and then the driver's commit rolls back and says nothing.
    public async ValueTask CommitAsync(CancellationToken cancellationToken)
    {
        var batch = new Batch(database.Statements).Add("session/read_transaction").Add("session/commit");
        await database.RunAsync(batch, transaction, static (_, _) => ValueTask.FromResult(true), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Closing the connection rolls back what is not committed. Nothing that goes wrong here is of interest: the server rolls back what has lost
    /// its connection. The driver's transaction is not disposed: it would be used again, and a task that keeps it would write into another job's.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        try
        {
            await CloseAsync().ConfigureAwait(false);
        }
        finally
        {
            ended();
        }
    }

    private async ValueTask CloseAsync()
    {
        // A statement that the task did not wait for: two that read from one connection would hang, or take each other's answers.
        while (connection.FullState.HasFlag(ConnectionState.Executing)) await Task.Delay(Pause, time, CancellationToken.None).ConfigureAwait(false);

        try
        {
            if (IsOpen()) await transaction.RollbackAsync(CancellationToken.None).ConfigureAwait(false);
            await database.ClearSessionAsync(connection).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is NpgsqlException or InvalidOperationException or IOException or TimeoutException)
        {
            NpgsqlConnection.ClearPool(connection);
        }

        await connection.DisposeAsync().ConfigureAwait(false);
    }

    private async ValueTask<bool> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        if (reader.GetString(0) != number.Text) throw EndedByTask();
        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        return reader.GetInt32(0) > 0;
    }

    private static async ValueTask<bool?> ReadCommittedAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
        => await reader.ReadAsync(cancellationToken).ConfigureAwait(false) && !reader.IsDBNull(0) ? reader.GetBoolean(0) : null;

    private InvalidOperationException EndedByTask() => new(
        $"The transaction of job {attempt.JobId} was committed, rolled back or disposed by its task. The worker ends it, together with the job: leave it open.");

    private bool IsBroken => connection.FullState.HasFlag(ConnectionState.Broken);

    // Npgsql tells only by the exception that reading the isolation level of a finished transaction throws.
    private bool IsOpen()
    {
        try
        {
            _ = transaction.IsolationLevel;
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
