using System.Data.Common;
using Microsoft.Data.Sqlite;
using TypedTasks.Storage;

namespace TypedTasks.Sqlite.Connections;

/// <summary>Tells whether a caller's transaction can carry jobs, and lends its connection.</summary>
internal sealed class CallerTransactions(DatabaseFile file)
{
    /// <summary>The connection of a transaction that is open on our file. Dispose it to end our statements on it; it stays open.</summary>
    /// <exception cref="ArgumentException">The transaction is of another kind of database, of another file, or already finished.</exception>
    /// <exception cref="StorageException">The file was deleted, moved or replaced; what the transaction writes is gone with its connection.</exception>
    public Connection Borrow(DbTransaction transaction)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        if (transaction is not SqliteTransaction sqlite)
            throw Wrong($"The transaction is a {transaction.GetType().Name}, but jobs are kept in {file.Description}. Begin the transaction on a SqliteConnection to the same file.", nameof(transaction));

        if (sqlite.Connection is not { } driver)
            throw Wrong("The transaction has already been committed or rolled back. Enqueue before you end it; in a task, leave its end to the worker.", nameof(transaction));

        var connection = new Connection(file, driver, isOwn: false);
        if (!connection.InTransaction)
            throw Wrong("The transaction is over: SQLite has rolled it back after an error. Begin a new one.", nameof(transaction));

        if (!RealPath.AreSame(connection.FileName, OurFileName()))
            throw Wrong($"The transaction is on the SQLite database '{connection.FileName}', but jobs are kept in '{file.FileName}'. Begin it on a connection to the same file, or store the jobs in the file of your data.", nameof(transaction));

        file.CheckPlace();
        return connection;
    }

    private string OurFileName()
    {
        if (file.FileName is { } known) return known;
        using var opened = file.TryOpen() ?? throw file.Faults.Busy();
        return opened.FileName;
    }

    private static ArgumentException Wrong(string message, string parameter) => new(message, parameter);
}
