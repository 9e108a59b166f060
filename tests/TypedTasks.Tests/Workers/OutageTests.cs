using TypedTasks.Storage;
using TypedTasks.Testing;
using TypedTasks.Tests.Memory;
using TypedTasks.Workers;

namespace TypedTasks.Tests.Workers;

public sealed class OutageTests
{
    [Fact]
    public async Task What_fails_again_and_again_while_other_calls_succeed_does_not_flood_the_log()
    {
        var time = new FakeTimeProvider();
        using var log = new LogCollector();
        var outage = new Outage(time, new Random(1), log);

        for (var second = 0; second < 600; second++)
        {
            var pause = outage.PauseAsync("pruning", new StorageException(StorageFault.Unavailable, "No permission."), 1, CancellationToken.None);
            time.Advance(TimeSpan.FromSeconds(1));
            await pause;
            outage.Over();
        }

        Assert.InRange(log.Lines.Count, 10, 22);
    }
}
