using TypedTasks.Storage;
using TypedTasks.Tests.Memory;

namespace TypedTasks.Tests.Workers;

public sealed class LostClaimTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_claim_that_takes_effect_long_after_it_was_given_up_is_found()
    {
        await using var bench = new WorkerBench(static options => (options.Lease, options.Heartbeat) = (TimeSpan.FromSeconds(50), TimeSpan.FromSeconds(10)));
        var job = bench.Task("Count", _ => Task.CompletedTask);
        await bench.Client.EnqueueAsync(job, cancellationToken: Cancellation);
        await bench.Storage.FinishAndClaimAsync([], new ClaimRequest { WorkerId = 1, Queues = [0], Contracts = [0], Limit = 1 }, Cancellation);
        bench.Start();

        await bench.AdvanceUntilAsync(() => bench.Storage.All[0].State == JobState.Succeeded, TimeSpan.FromSeconds(1));

        Assert.Equal(1, bench.Storage.All[0].Attempts);
    }
}
