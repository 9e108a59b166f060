using System.Data.Common;
using Npgsql;

namespace TypedTasks.Postgres.Jobs;

/// <summary>
/// Finds out whether a caller's transaction can carry jobs. Only the database's name is compared: the same server is reached under many
/// host names and ports (sockets, poolers, aliases), so a difference there proves nothing.
/// </summary>
internal static class TransactionCheck
{
    public static NpgsqlTransaction Check(DbTransaction transaction, string database, string description)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        if (transaction is not NpgsqlTransaction ours)
            throw new ArgumentException(
                $"The transaction is a {transaction.GetType().Name}, but jobs are stored in {description}, which needs an NpgsqlTransaction. "
                + "Begin it on an NpgsqlConnection to that database, or enqueue without a transaction.",
                nameof(transaction));

        var connection = OpenConnectionOf(ours) ?? throw new ArgumentException(
            "The transaction has already been committed, rolled back or disposed, so no job can be stored in it. "
            + "Enqueue before the commit, or without a transaction; in a task, leave the commit to the worker, which makes it after the task.",
            nameof(transaction));

        if (connection.Database == database) return ours;

        throw new ArgumentException(
            $"The transaction is of database \"{connection.Database}\", but jobs are stored in {description}. "
            + "A transaction spans one database only: begin it on a connection to that one, or enqueue without a transaction.",
            nameof(transaction));
    }

    // Npgsql tells only by the exception that reading the isolation level of a finished transaction throws.
    private static NpgsqlConnection? OpenConnectionOf(NpgsqlTransaction transaction)
    {
        try
        {
            _ = transaction.IsolationLevel;
            return transaction.Connection;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
