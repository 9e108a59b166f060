using TypedTasks.Tests.Memory;

namespace TypedTasks.Tests.Workers;

public sealed class PoolRoomTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task When_a_task_blocks_its_thread_the_pool_gets_room_for_all_slots_once()
    {
        await using var bench = new WorkerBench(WorkerBench.LongLease);
        var job = bench.Task("Blocks", _ =>
        {
            bench.Time.Advance(TimeSpan.FromMilliseconds(101)); // blocks, by the clock of the worker
            return Task.CompletedTask;
        });
        bench.Start();

        for (var i = 0; i < 3; i++) await bench.Client.EnqueueAsync(job, cancellationToken: Cancellation);
        await bench.AdvanceUntilAsync(() => bench.Storage.All.Count(stored => stored.State == JobState.Succeeded) == 3, TimeSpan.FromMilliseconds(10));

        ThreadPool.GetMinThreads(out var threads, out _);
        Assert.InRange(threads, 16 + 1, int.MaxValue);
        Assert.Single(bench.Lines, line => line.EventId == 69);
    }

    [Fact]
    public async Task A_task_that_waits_without_blocking_needs_no_room()
    {
        await using var bench = new WorkerBench(WorkerBench.LongLease);
        var (waits, ends) = (new TaskCompletionSource(), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        var job = bench.Task("Waits", async _ =>
        {
            await Task.Yield();
            waits.SetResult();
            await ends.Task;
        });
        bench.Start();
        await bench.Client.EnqueueAsync(job, cancellationToken: Cancellation);

        await waits.Task;
        await bench.UntilAsync(() => bench.Worker.Status.Running == 1);
        ends.SetResult();
        await bench.UntilAsync(() => bench.Storage.All.Any(stored => stored.State == JobState.Succeeded));

        Assert.DoesNotContain(bench.Lines, line => line.EventId == 69);
    }
}
