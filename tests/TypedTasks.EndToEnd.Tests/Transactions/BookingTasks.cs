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

    /// <summary>
    /// Books, and the first time waits until the test has made trouble for the server. Then it <c>returns</c>, <c>writes</c> once more, or <c>throws</c> for something else
    /// that the server has. It has a single attempt.
    /// </summary>
    [QueueTask(MaxAttempts = 1)]
    public static async Task BookThroughTroubleAsync(
        string reference, string then, [FromServices] Journal journal, DbTransaction transaction, CancellationToken cancellationToken)
    {
        await InsertAsync(transaction, reference, cancellationToken);
        var isFirst = !journal.Entries.Contains(reference);
        journal.Write(reference);
        if (!isFirst) return;
        await journal.GateOpened.WaitAsync(cancellationToken);
        if (then == "writes") await InsertAsync(transaction, reference, cancellationToken);
        if (then == "throws") throw new InvalidOperationException("The cache in the same database does not answer.");
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
