using TypedTasks.Analyzers.Tests.Harness;

namespace TypedTasks.Analyzers.Tests;

public sealed class TransactionAnalyzerTests
{
    private const string Begin = "await using var data = await connection.BeginTransactionAsync();";

    [Theory]
    [InlineData(Begin + " await [|SendReceipt.EnqueueAsync(Guid.Empty)|]; await data.CommitAsync();")]
    [InlineData(Begin + " await [|SendReceipt.EnqueueAsync(client, Guid.Empty)|]; await data.CommitAsync();")]
    [InlineData(Begin + " await [|client.EnqueueAsync(job)|]; await data.CommitAsync();")]
    [InlineData(Begin + " await [|Client.EnqueueManyAsync([job])|]; await data.CommitAsync();")]
    [InlineData(Begin + " var mine = client; await [|mine.EnqueueAsync(job)|]; await data.CommitAsync();")]
    [InlineData(Begin + " if (many) { await [|SendReceipt.EnqueueAsync(Guid.Empty)|]; } await data.CommitAsync();")]
    [InlineData("using (var data = connection.BeginTransaction()) { await [|SendReceipt.EnqueueAsync(Guid.Empty)|]; data.Commit(); }")]
    public void A_call_beside_an_open_transaction_is_reported(string body) => Source.Reports(
        Program(body), "TT4006", "beside the transaction 'data'", "EnqueueAsync(data, …)", "client.In(data)");

    [Theory]
    [InlineData(Begin + " await SendReceipt.EnqueueAsync(data, Guid.Empty); await data.CommitAsync();")]
    [InlineData(Begin + " await client.In(data).EnqueueAsync(job); await data.CommitAsync();")]
    [InlineData(Begin + " var inside = client.In(data); await inside.EnqueueAsync(job); await SendReceipt.EnqueueAsync(inside, Guid.Empty); await data.CommitAsync();")]
    [InlineData(Begin + " await data.CommitAsync(); await SendReceipt.EnqueueAsync(Guid.Empty);")]
    [InlineData(Begin + " try { await data.CommitAsync(); } catch { await data.RollbackAsync(); await SendReceipt.EnqueueAsync(Guid.Empty); throw; }")]
    [InlineData("await SendReceipt.EnqueueAsync(Guid.Empty); " + Begin + " await data.CommitAsync();")]
    [InlineData("{ " + Begin + " await data.CommitAsync(); } await SendReceipt.EnqueueAsync(Guid.Empty);")]
    [InlineData("using (var data = connection.BeginTransaction()) { } await SendReceipt.EnqueueAsync(Guid.Empty);")]
    [InlineData(Begin + " using (TaskClient.Use(client.In(data))) await SendReceipt.EnqueueAsync(Guid.Empty); await data.CommitAsync();")]
    [InlineData(Begin + " after = () => SendReceipt.EnqueueAsync(Guid.Empty).AsTask(); await data.CommitAsync();")]
    [InlineData("await SendReceipt.EnqueueAsync(Guid.Empty);")]
    public void A_call_inside_it_or_at_another_time_is_not(string body) => Source.IsClean(Program(body));

    [Fact]
    public void A_transaction_of_another_kind_of_database_is_not_meant() => Source.IsClean(Program(
        "await using var data = other.BeginTransaction(); await SendReceipt.EnqueueAsync(Guid.Empty); await data.CommitAsync();"));

    [Fact]
    public void A_transaction_of_Entity_Framework_is_passed_as_what_it_wraps() => Source.Reports(
        Program("await using var data = context.BeginTransaction(); await [|SendReceipt.EnqueueAsync(Guid.Empty)|]; await data.CommitAsync();"),
        "TT4006", "EnqueueAsync(data.GetDbTransaction(), …)");

    private static string Program(string body) =>
        $$"""
        public sealed class Shop(System.Data.Common.DbConnection connection, Ledger other, Context context, ITaskClient client, NewJob job, bool many)
        {
            private Func<Task>? after = null;

            public object?[] State => [connection, other, context, client, job, many, after];

            public ITaskClient Client => client;

            public async Task CloseAsync()
            {
                {{body}}
            }
        }

        public static class ReceiptTasks
        {
            [QueueTask]
            public static Task SendReceiptAsync(Guid orderId) => Task.CompletedTask;
        }

        public sealed class Ledger
        {
            public LedgerTransaction BeginTransaction() => throw new NotSupportedException();
        }

        public abstract class LedgerTransaction : System.Data.Common.DbTransaction;

        public sealed class Context
        {
            public Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction BeginTransaction() => throw new NotSupportedException();
        }

        namespace Microsoft.EntityFrameworkCore.Storage
        {
            public interface IDbContextTransaction : IAsyncDisposable
            {
                Task CommitAsync();
            }
        }
        """;
}
