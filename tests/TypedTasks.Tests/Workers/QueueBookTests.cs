using TypedTasks.Tests.Memory;

namespace TypedTasks.Tests.Workers;

public sealed class QueueBookTests
{
    [Fact]
    public async Task A_queue_that_a_fail_over_lost_is_stored_again_by_the_worker_that_names_it()
    {
        await using var bench = new WorkerBench(WorkerBench.LongLease);
        bench.Task("Any", _ => Task.CompletedTask);
        bench.Start();
        await bench.UntilAsync(() => bench.Storage.Queues.Contains("default") && bench.Worker.Status.HasLease);

        bench.Storage.LoseQueue("default");

        await bench.AdvanceUntilAsync(() => bench.Storage.Queues.Contains("default"), TimeSpan.FromMilliseconds(500));
    }
}
