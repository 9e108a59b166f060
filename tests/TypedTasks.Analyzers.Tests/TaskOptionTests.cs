using TypedTasks.Analyzers.Tests.Harness;

namespace TypedTasks.Analyzers.Tests;

public sealed class TaskOptionTests
{
    [Theory]
    [InlineData("MaxAttempts", "0", "TT6001", "is 0")]
    [InlineData("MaxAttempts", "-3", "TT6001", "is -3")]
    [InlineData("Priority", "32768", "TT6002", "is 32768")]
    [InlineData("Priority", "-32768", "TT6002", "is -32768")]
    [InlineData("DelaySeconds", "-1", "TT6003", "is -1")]
    [InlineData("DelaySeconds", "double.NaN", "TT6003", "is NaN")]
    [InlineData("DelaySeconds", "double.PositiveInfinity", "TT6003", "is Infinity")]
    [InlineData("DelaySeconds", "1e12", "TT6003", "1000000000000")]
    [InlineData("ExpectedWithinSeconds", "-0.5", "TT6003", "is -0.5")]
    [InlineData("RetryDelaySeconds", "0", "TT6003", "is 0")]
    [InlineData("RetryDelaySeconds", "-1", "TT6003", "more than 0")]
    [InlineData("MaxRetryDelaySeconds", "0", "TT6003", "more than 0")]
    [InlineData("TimeoutSeconds", "-0.5", "TT6003", "0 and -1 mean no limit")]
    [InlineData("MaxRetryDelaySeconds", "4", "TT6011", "below the first one of 5 seconds")]
    [InlineData("Backoff", "(Backoff)(-1)", "TT6011", "number -1")]
    [InlineData("Delivery", "(Delivery)2", "TT6011", "number 2")]
    [InlineData("RetryPolicy", "typeof(Uri)", "TT6010", "'Uri', which does not implement IRetryPolicy")]
    [InlineData("RetryPolicy", "typeof(IRetryPolicy)", "TT6010", "does not implement")]
    [InlineData("Queue", "\"\"", "TT6004", "is ''")]
    [InlineData("Queue", "\"*\"", "TT6004", "is '*'")]
    [InlineData("Queue", "\"email*\"", "TT6004", "is 'email*'")]
    [InlineData("Queue", "\"email,reports\"", "TT6004", "no comma")]
    [InlineData("Queue", "\"email \"", "TT6004", "is 'email '")]
    [InlineData("Name", "\"\"", "TT6005", "is ''")]
    [InlineData("Version", "0", "TT6006", "is 0")]
    [InlineData("Version", "1000001", "TT6006", "is 1000001")]
    [InlineData("Name", "\"  \"", "TT6005", "is '  '")]
    public void A_value_out_of_bounds_is_refused(string option, string value, string id, string messagePart) => Source.Reports(
        $$"""
        public static class ReceiptTasks
        {
            [QueueTask({{option}} = [|{{value}}|])]
            public static Task SendReceiptAsync(Guid orderId) => Task.CompletedTask;
        }
        """,
        id, "SendReceiptAsync", option, messagePart);

    [Theory]
    [InlineData("Queue", "TT6004")]
    [InlineData("Name", "TT6005")]
    public void A_name_of_more_than_200_characters_is_refused(string option, string id) => Source.Reports(
        $$"""
        public static class ReceiptTasks
        {
            [QueueTask({{option}} = [|"{{new string('x', 201)}}"|])]
            public static Task SendReceiptAsync(Guid orderId) => Task.CompletedTask;
        }
        """,
        id, "200 characters");

    [Theory]
    [InlineData("MaxAttempts = 1")]
    [InlineData("MaxAttempts = int.MaxValue")]
    [InlineData("Priority = 32767")]
    [InlineData("Priority = -32767")]
    [InlineData("DelaySeconds = 0")]
    [InlineData("DelaySeconds = 86400.5")]
    [InlineData("ExpectedWithinSeconds = 30")]
    [InlineData("RetryDelaySeconds = 0.001")]
    [InlineData("MaxRetryDelaySeconds = 5")]
    [InlineData("Backoff = Backoff.Fixed, RetryDelaySeconds = 3")]
    [InlineData("TimeoutSeconds = 0")]
    [InlineData("TimeoutSeconds = -1")]
    [InlineData("TimeoutSeconds = 0.5")]
    [InlineData("RetryPolicy = typeof(RetryPolicy)")]
    [InlineData("Queue = \"email\"")]
    [InlineData("Queue = \"größe 1/2\"")]
    [InlineData("Name = \"shop.send-receipt\"")]
    [InlineData("Name = null")]
    [InlineData("StubName = null")]
    [InlineData("StubName = \"Größe\"")]
    [InlineData("StubName = \"class\"")]
    [InlineData("Queue = \"email\", MaxAttempts = 5, Priority = 1, DelaySeconds = 2, Name = \"x\", StubName = \"Y\"")]
    public void A_value_within_its_bounds_is_accepted(string options) => Source.IsClean(
        $$"""
        public static class ReceiptTasks
        {
            [QueueTask({{options}})]
            public static Task SendReceiptAsync(Guid orderId) => Task.CompletedTask;
        }
        """);
}
