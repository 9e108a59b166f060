using TypedTasks.Storage;
using TypedTasks.Tests.Memory;

namespace TypedTasks.Tests.Workers;

public sealed class ListenerTests
{
    [Fact]
    public async Task A_subscription_that_can_t_be_had_is_asked_for_ever_more_rarely()
    {
        await using var bench = new WorkerBench(WorkerBench.LongLease);
        var asked = 0;
        bench.Storage.Before = operation =>
        {
            if (operation != "Subscribe") return;
            Interlocked.Increment(ref asked);
            throw new StorageException(StorageFault.Unavailable, "Too many connections.");
        };
        bench.Start();

        await bench.AdvanceUntilAsync(() => Volatile.Read(ref asked) >= 10, TimeSpan.FromSeconds(2));

        // 1 + 2 + 4 + 8 + 16 + 4 times 30 seconds, each spread by a half: a steady pause of a second would ask 10 times in as many seconds.
        Assert.InRange((bench.Time.GetUtcNow() - new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero)).TotalSeconds, 75, 300);
        Assert.DoesNotContain(bench.Lines, line => line.EventId == 24 && line.Level > Microsoft.Extensions.Logging.LogLevel.Debug);
    }
}
