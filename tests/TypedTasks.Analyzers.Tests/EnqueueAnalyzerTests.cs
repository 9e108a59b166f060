using TypedTasks.Analyzers.Tests.Harness;

namespace TypedTasks.Analyzers.Tests;

public sealed class EnqueueAnalyzerTests
{
    [Theory]
    [InlineData("public void Close() { [|client.EnqueueAsync(job)|]; }")]
    [InlineData("public void Close() => [|client.EnqueueAsync(job)|];")]
    [InlineData("public void Close() { [|client.EnqueueManyAsync([job])|]; }")]
    [InlineData("public void Close(List<NewJob> jobs) => jobs.ForEach(each => [|client.EnqueueAsync(each)|]);")]
    [InlineData("public async Task CloseAsync(ITaskClient? other) { [|other?.EnqueueAsync(job)|]; await Task.Yield(); }")]
    [InlineData("public void Close() { [|SendReceipt.EnqueueAsync(client, Guid.Empty)|]; }")]
    public void A_dropped_result_is_reported(string method) => Source.Reports(
        Program(method), "TT4001", "Enqueue", "its result is not awaited", "Await the call");

    [Theory]
    [InlineData("public async Task CloseAsync() { await client.EnqueueAsync(job); }")]
    [InlineData("public ValueTask<JobHandle> CloseAsync() => client.EnqueueAsync(job);")]
    [InlineData("public void Close() { var handle = client.EnqueueAsync(job).AsTask().Result; }")]
    [InlineData("public void Close() { client.EnqueueAsync(job).AsTask().Wait(); }")]
    [InlineData("public Task CloseAsync(List<NewJob> jobs) => Task.WhenAll(jobs.Select(each => client.EnqueueAsync(each).AsTask()));")]
    [InlineData("public void Close() { _ = client.EnqueueAsync(job); }")]
    public void A_used_or_openly_discarded_result_is_not(string method) => Source.IsClean(Program(method));

    [Fact]
    public void In_an_async_method_the_compiler_warns()
    {
        var compiled = Compiled.From(Program("public async Task CloseAsync() { client.EnqueueAsync(job); await Task.Yield(); }"));
        Assert.Empty(compiled.Ours);
        Assert.Equal(["CS4014"], compiled.Compiler.Select(diagnostic => diagnostic.Id));
    }

    private static string Program(string method) =>
        $$"""
        public sealed class Shop(ITaskClient client, NewJob job)
        {
            public NewJob Job => job;

            public ITaskClient Client => client;

            {{method}}
        }

        public static class ReceiptTasks
        {
            [QueueTask]
            public static Task SendReceiptAsync(Guid orderId) => Task.CompletedTask;
        }
        """;
}
