using System.Data.Common;
using TypedTasks.EndToEnd.Tests.Scenarios;

namespace TypedTasks.EndToEnd.Tests.Transactions;

public static class BookingTasks
{
    public const string CreateTable = "create table booking (reference text not null)";

    /// <summary>Books through its own transaction, has that noted, and fails in its first attempts.</summary>
    [QueueTask(RetryDelaySeconds = 0.05)]
    public static async Task<int> BookAsync(string reference, int failures, JobContext job, DbTransaction transaction, CancellationToken cancellationToken)
    {
        await InsertAsync(transaction, reference, cancellationToken);
        await Note.EnqueueAsync(transaction, reference, cancellationToken: cancellationToken);
        if (job.Attempt <= failures) throw new InvalidOperationException($"{reference} failed.");
        return job.Attempt;
    }

    /// <summary>Reads first, lets the test write, and then books.</summary>
    [QueueTask(RetryDelaySeconds = 0.05)]
    public static async Task ReadAndBookAsync(string reference, [FromServices] Journal journal, DbTransaction transaction, CancellationToken cancellationToken)
    {
        await using var count = Command(transaction, "select count(*) from booking");
        await count.ExecuteScalarAsync(cancellationToken);
        journal.Write("read");

        // The client writes outside of the transaction, as anybody else would, between what the task reads and writes. The task that has its turn would wait for itself.
        if (journal.Entries.Count == 1) await Note.EnqueueAsync("written beside", cancellationToken: cancellationToken);
        await InsertAsync(transaction, reference, cancellationToken);
    }

    /// <summary>Loses its connection in its first attempt, after it has booked.</summary>
    [QueueTask(RetryDelaySeconds = 0.05)]
    public static async Task BookAndLoseConnectionAsync(string reference, JobContext job, DbTransaction transaction, CancellationToken cancellationToken)
    {
        await InsertAsync(transaction, reference, cancellationToken);
        if (job.Attempt > 1) return;
        await using var end = Command(transaction, "select pg_terminate_backend(pg_backend_pid())");
        await end.ExecuteScalarAsync(cancellationToken);
    }

    private static async Task InsertAsync(DbTransaction transaction, string reference, CancellationToken cancellationToken)
    {
        await using var insert = Command(transaction, "insert into booking (reference) values (@reference)");
        var parameter = insert.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("reference", reference);
        insert.Parameters.Add(parameter);
        await insert.ExecuteNonQueryAsync(cancellationToken);
    }

    private static DbCommand Command(DbTransaction transaction, string text)
    {
        var command = transaction.Connection!.CreateCommand(); // ! it is open
        command.Transaction = transaction;
        command.CommandText = text;
        return command;
    }
}
