using Microsoft.Extensions.Logging;

using TypedTasks.Storage;
using TypedTasks.Testing;
using TypedTasks.Tests.Memory;
using TypedTasks.Workers;

namespace TypedTasks.Tests.Workers;

public sealed class OutageTests : IDisposable
{
    private readonly FakeTimeProvider time = new();
    private readonly LogCollector log = new();
    private readonly Outage outage;

    public OutageTests() => outage = new Outage(time, new Random(1), log);

    public void Dispose() => log.Dispose();

    [Fact]
    public async Task What_fails_again_and_again_while_other_calls_succeed_does_not_flood_the_log()
    {
        for (var second = 0; second < 600; second++)
        {
            var pause = outage.PauseAsync("pruning", Away("No permission."), 1, CancellationToken.None);
            time.Advance(TimeSpan.FromSeconds(1));
            await pause;
            outage.Over();
        }

        // Five at once and one a minute, each with its end.
        Assert.InRange(log.Lines.Count, 20, 30);
    }

    [Fact]
    public void Outages_within_a_minute_are_each_announced_with_their_beginning_and_their_end()
    {
        for (var number = 1; number <= 3; number++)
        {
            outage.Report("claiming", Away($"Restart {number}."));
            outage.Report("claiming", Away("Still away."));
            outage.Over();
            time.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.Equal([LogLevel.Error, LogLevel.Information, LogLevel.Error, LogLevel.Information, LogLevel.Error, LogLevel.Information], log.Lines.Select(line => line.Level));
        Assert.Equal(3, log.Lines.Count(line => line.Text.Contains("Restart", StringComparison.Ordinal)));
        Assert.Equal(3, log.Lines.Count(line => line.Text.EndsWith("after 2 failed attempts.", StringComparison.Ordinal)));
    }

    [Fact]
    public void An_outage_that_lasts_is_announced_within_a_minute_whatever_came_before()
    {
        for (var number = 0; number < 100; number++)
        {
            outage.Report("pruning", Away("No permission."));
            outage.Over();
        }

        for (var second = 0; second < 61; second++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            outage.Report("claiming", Away("The database is down."));
        }

        Assert.Contains(log.Lines, line => line.Level == LogLevel.Error && line.Text.EndsWith("The database is down.", StringComparison.Ordinal));
    }

    [Fact]
    public void An_outage_that_lasts_is_told_of_once_a_minute()
    {
        for (var second = 0; second < 600; second++)
        {
            outage.Report("claiming", Away("The database is down."));
            time.Advance(TimeSpan.FromSeconds(1));
        }

        outage.Over();

        Assert.Equal([LogLevel.Error, .. Enumerable.Repeat(LogLevel.Warning, 9), LogLevel.Information], log.Lines.Select(line => line.Level));
    }

    [Fact]
    public void The_trouble_is_known_until_it_is_over()
    {
        Assert.Null(outage.Trouble);

        outage.Report("claiming", Away("The database is down."));
        Assert.Equal("The database is down.", outage.Trouble);

        outage.Over();
        Assert.Null(outage.Trouble);
    }

    private static StorageException Away(string message) => new(StorageFault.Unavailable, message);
}
