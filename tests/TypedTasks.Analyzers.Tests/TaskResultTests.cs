using TypedTasks.Analyzers.Tests.Harness;

namespace TypedTasks.Analyzers.Tests;

public sealed class TaskResultTests
{
    [Theory]
    [InlineData("IAsyncEnumerable<int>", "IAsyncEnumerable<int>")]
    [InlineData("Task<Task<int>>", "Task<Task<int>>")]
    [InlineData("ref int", "ref int")]
    [InlineData("System.Runtime.CompilerServices.YieldAwaitable", "YieldAwaitable")]
    public void What_the_worker_can_not_await_is_refused(string returned, string named) => Source.Reports(
        $$"""
        public static class CountTasks
        {
            [QueueTask]
            public static [|{{returned}}|] CountOrders(Guid orderId) => throw new NotSupportedException();
        }
        """,
        "TT1009", $"returns '{named}'");

    [Theory]
    [InlineData("void")]
    [InlineData("Task")]
    [InlineData("ValueTask")]
    [InlineData("int")]
    [InlineData("string?")]
    [InlineData("Task<int>")]
    [InlineData("ValueTask<List<string>>")]
    [InlineData("Task<int?>")]
    public void What_the_worker_can_await_is_accepted(string returned) => Source.IsClean(
        $$"""
        public static class CountTasks
        {
            [QueueTask]
            public static {{returned}} CountOrdersAsync(Guid orderId) => throw new NotSupportedException();
        }
        """);

    [Fact]
    public void A_result_that_JSON_would_lose_is_refused() => Source.Reports(
        """
        public static class ReceiptTasks
        {
            [QueueTask]
            public static [|Task<Stream>|] RenderReceiptAsync(Guid orderId) => throw new NotSupportedException();
        }
        """,
        "TT2003", "The result of task 'RenderReceipt' is declared as 'Stream'");

    [Fact]
    public void A_member_of_a_result_that_JSON_would_lose_is_refused() => Source.Reports(
        """
        public sealed record Receipt(object Content);

        public static class ReceiptTasks
        {
            [QueueTask]
            public static [|ValueTask<List<Receipt>>|] RenderReceiptAsync(Guid orderId) => throw new NotSupportedException();
        }
        """,
        "TT2002", "'result[].Content' in the result of task 'RenderReceipt'");
}
