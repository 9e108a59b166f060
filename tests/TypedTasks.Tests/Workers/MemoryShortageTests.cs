using Microsoft.Extensions.Diagnostics.HealthChecks;

using TypedTasks.Hosting;
using TypedTasks.Tests.Memory;

namespace TypedTasks.Tests.Workers;

public sealed class MemoryShortageTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_task_that_found_no_memory_shows_in_health_until_the_process_is_restarted_and_once_in_the_log(bool wrapped)
    {
        await using var bench = new WorkerBench(WorkerBench.LongLease);
        Exception problem = new InsufficientMemoryException(); // the kind of OutOfMemoryException that may be thrown
        if (wrapped) problem = new InvalidOperationException("no image", new AggregateException(new InvalidOperationException("other"), problem));
        var greedy = bench.Task("Greedy", _ => throw problem, maxAttempts: 1);
        var modest = bench.Task("Modest", _ => Task.CompletedTask);
        bench.Start();

        await bench.Client.EnqueueManyAsync([greedy, greedy, modest], Cancellation);
        await bench.UntilAsync(() => bench.Storage.All.All(job => job.State >= JobState.Succeeded));

        var health = await new TaskWorkerHealthCheck(bench.Worker).CheckHealthAsync(new HealthCheckContext(), Cancellation);
        Assert.Equal((HealthStatus.Degraded, true, null), (health.Status, bench.Worker.Status.MemoryRanOut, bench.Worker.Status.Problem));
        Assert.Contains("restart it", health.Description, StringComparison.Ordinal);
        Assert.Single(bench.Lines, line => line.EventId == 83);
    }

    [Fact]
    public async Task Other_exceptions_say_nothing_about_memory()
    {
        await using var bench = new WorkerBench(WorkerBench.LongLease);
        var job = bench.Task("Bad", _ => throw new InvalidOperationException("no", new IOException()), maxAttempts: 1);
        bench.Start();

        await bench.Client.EnqueueAsync(job, cancellationToken: Cancellation);
        await bench.UntilAsync(() => bench.Storage.All[0].State == JobState.Failed);

        Assert.False(bench.Worker.Status.MemoryRanOut);
    }
}
