using TypedTasks.Analyzers.Tests.Harness;

namespace TypedTasks.Analyzers.Tests;

public sealed class ExceptionRuleTests
{
    [Theory]
    [InlineData("[FailOn([|typeof(string)|])]", "TT6012", "'string'", "no class of exceptions")]
    [InlineData("[RetryOn([|typeof(IDisposable)|])]", "TT6012", "'IDisposable'", "no class of exceptions")]
    [InlineData("[RetryOn([|typeof(FailJobException)|])]", "TT6012", "'FailJobException'", "a word to the worker")]
    [InlineData("[FailOn([|typeof(Hidden)|])]", "TT6012", "'Hidden'", "internal or public")]
    [InlineData("[FailOn(typeof(TimeoutException))] [RetryOn([|typeof(TimeoutException)|])]", "TT6013", "'TimeoutException'", "SendReceiptAsync")]
    [InlineData("[RetryOn(typeof(TimeoutException), DelaySeconds = [|-1|])]", "TT6003", "DelaySeconds", "is -1")]
    [InlineData("[RetryOn(typeof(TimeoutException), MaxAttempts = [|0|])]", "TT6001", "MaxAttempts", "is 0")]
    public void A_rule_that_cannot_work_is_refused_where_it_stands(string rules, string id, params string[] messageParts) => Source.Reports(
        $$"""
        public static class ReceiptTasks
        {
            private sealed class Hidden : Exception;

            [QueueTask]
            {{rules}}
            public static Task SendReceiptAsync(Guid orderId) => Task.CompletedTask;
        }
        """,
        id, messageParts);

    [Fact]
    public void A_rule_without_a_task_is_warned_of() => Source.Reports(
        """
        public static class ReceiptTasks
        {
            [[|FailOn(typeof(TimeoutException))|]]
            public static Task SendReceiptAsync(Guid orderId) => Task.CompletedTask;
        }
        """,
        "TT6014", "SendReceiptAsync", "no [QueueTask]");

    [Fact]
    public void Rules_for_classes_that_derive_from_each_other_go_together() => Source.IsClean(
        """
        public static class ReceiptTasks
        {
            [QueueTask]
            [FailOn(typeof(Exception))]
            [RetryOn(typeof(System.IO.IOException), DelaySeconds = 10)]
            [FailOn(typeof(System.IO.FileNotFoundException))]
            public static Task SendReceiptAsync(Guid orderId) => Task.CompletedTask;
        }
        """);
}
