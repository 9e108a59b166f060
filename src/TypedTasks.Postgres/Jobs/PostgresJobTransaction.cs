using System.Data.Common;
using Npgsql;
using TypedTasks.Postgres.Connections;
using TypedTasks.Storage;

namespace TypedTasks.Postgres.Jobs;

/// <summary>The transaction of one attempt, on a connection of its own.</summary>
internal sealed class PostgresJobTransaction(Database database, NpgsqlConnection connection, NpgsqlTransaction transaction, AttemptId attempt) : IJobTransaction
{
    public DbTransaction Transaction => transaction;

    public async ValueTask<bool> FinishAsync(AttemptOutcome outcome, CancellationToken cancellationToken)
    {
        if (!IsOpen())
            throw new InvalidOperationException(
                $"The transaction of job {attempt.JobId} was committed, rolled back or disposed by its task. The worker ends it, together with the job: leave it open.");

        // The settings for our own statement come last in the transaction, so they touch none of the task's.
        var batch = new Batch(database.Statements).Add("session/pin_plans");
        Outcomes.AddTo(batch, [outcome]);
        return await database.RunAsync(batch, transaction, ReadAsync, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask CommitAsync(CancellationToken cancellationToken)
    {
        try
        {
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (database.Translate(exception) is { } translated)
        {
            throw translated;
        }
    }

    /// <summary>Nothing that goes wrong here is of interest: the server rolls back what has lost its connection.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await transaction.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is NpgsqlException or InvalidOperationException or IOException or TimeoutException)
        {
            NpgsqlConnection.ClearPool(connection);
        }

        await connection.DisposeAsync().ConfigureAwait(false);
    }

    private static async ValueTask<bool> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        return !reader.IsDBNull(0);
    }

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
