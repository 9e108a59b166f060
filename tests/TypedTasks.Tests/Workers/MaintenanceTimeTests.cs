using System.Collections.Concurrent;

using TypedTasks.Storage;
using TypedTasks.Tests.Memory;

namespace TypedTasks.Tests.Workers;

/// <summary>When a worker without work turns to its storage, on a clock that only the test moves.</summary>
public sealed class MaintenanceTimeTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Each_duty_comes_round_at_its_own_pace(bool hearsJobs)
    {
        await using var bench = NewBench();
        bench.Storage.HearsJobs = hearsJobs;
        var calls = Count(bench);
        bench.Start();

        await AdvanceAsync(bench, TimeSpan.FromMinutes(5));

        // Each interval is spread by a quarter, and begins anew only with the next step of the clock. Far below stands what a busy machine may miss,
        // far above what would be a loop that does not wait.
        Assert.InRange(calls["Prune"], 2, 9);
        Assert.InRange(calls["ReadQueueService"], 2, 9);
        Assert.InRange(calls["Rescue"], 12, 60);
        Assert.InRange(calls["Renew"], 30, 140);

        // A claim promotes, too. Every five seconds where signals are heard, else each second.
        if (hearsJobs) Assert.InRange(calls["Claim"], 25, 100);
        else Assert.InRange(calls["Claim"], 120, 500);
        Assert.DoesNotContain("Promote", calls.Keys);
    }

    [Fact]
    public async Task A_pruner_with_more_than_a_page_goes_on_at_once()
    {
        await using var bench = NewBench();
        var calls = Count(bench);
        bench.Storage.Prunable = 10_500;
        bench.Start();

        await bench.AdvanceUntilAsync(() => bench.Storage.Prunable == 0, TimeSpan.FromMilliseconds(10));

        Assert.Equal(11, calls["Prune"]);
    }

    [Fact]
    public async Task A_duty_that_fails_for_ever_comes_ever_more_rarely_and_holds_up_no_other()
    {
        await using var bench = NewBench();
        var calls = Count(bench, operation =>
        {
            if (operation == "Prune") throw new StorageException(StorageFault.Configuration, "No permission to delete.");
        });
        bench.Start();

        await AdvanceAsync(bench, TimeSpan.FromMinutes(3));

        // At first after 100 ms, in the end every 5 seconds.
        Assert.InRange(calls["Prune"], 15, 90);
        Assert.InRange(calls["Claim"], 15, 100);
        Assert.InRange(bench.Lines.Count(line => line.Level >= Microsoft.Extensions.Logging.LogLevel.Warning), 1, 8);
    }

    // A lease that the clock, which runs ahead of the threads, does not end.
    private static WorkerBench NewBench() => new(options => (options.Lease, options.Retention) = (TimeSpan.FromMinutes(1), TimeSpan.FromHours(1)));

    private static ConcurrentDictionary<string, int> Count(WorkerBench bench, Action<string>? then = null)
    {
        var calls = new ConcurrentDictionary<string, int>();
        bench.Storage.Before = operation =>
        {
            calls.AddOrUpdate(operation, 1, (_, count) => count + 1);
            then?.Invoke(operation);
        };
        return calls;
    }

    /// <summary>In small steps, with a moment after each for what it sets off.</summary>
    private static async Task AdvanceAsync(WorkerBench bench, TimeSpan by)
    {
        var end = bench.Time.GetUtcNow() + by;
        await bench.AdvanceUntilAsync(() => bench.Time.GetUtcNow() >= end, TimeSpan.FromSeconds(1));
    }
}
