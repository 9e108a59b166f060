using Microsoft.Extensions.Logging;

using TypedTasks.Testing;
using TypedTasks.Tests.Memory;
using TypedTasks.Workers;

namespace TypedTasks.Tests.Workers;

public sealed class CrowdedLogTests : IDisposable
{
    private readonly FakeTimeProvider time = new();
    private readonly LogCollector lines = new();
    private readonly CrowdedLog log;

    public CrowdedLogTests() => log = new CrowdedLog(lines, time);

    public void Dispose() => lines.Dispose();

    [Fact]
    public void What_one_cause_brings_for_each_of_many_jobs_takes_a_bounded_number_of_lines()
    {
        for (var job = 1; job <= 1000; job++) Log.PastDeadline(log, job, "Shop.SendReceipt");
        time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(1000, lines.Lines.Count(line => line.EventId == 43));
        var shown = lines.Lines.Where(line => line.Level >= LogLevel.Information).ToList();
        Assert.Equal((11, "990 more lines of event 43 were written at Debug, so that they do not flood the log."), (shown.Count, shown[^1].Text));
    }

    [Fact]
    public void Each_minute_has_lines_of_its_own_and_each_kind_of_line_too()
    {
        for (var minute = 0; minute < 3; minute++)
        {
            for (var job = 1; job <= 10; job++)
            {
                Log.PastDeadline(log, job, "Shop.SendReceipt");
                Log.AbandonedReturned(log, job, "Shop.SendReceipt", TimeSpan.Zero);
            }

            time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(60, lines.Lines.Count(line => line.Level >= LogLevel.Information));
    }

    [Fact]
    public void Failures_of_tasks_are_never_left_out()
    {
        for (var job = 1; job <= 100; job++) Log.JobFailed(log, job, "Shop.SendReceipt", 1, 1, new IOException());

        Assert.Equal(100, lines.Lines.Count(line => line.Level == LogLevel.Error));
    }

    [Fact]
    public void A_worker_that_stops_says_at_once_what_was_left_out()
    {
        for (var job = 1; job <= 12; job++) Log.PastDeadline(log, job, "Shop.SendReceipt");

        log.Flush();
        time.Advance(TimeSpan.FromMinutes(1));

        Assert.Single(lines.Lines, line => line.Text.StartsWith("2 more lines", StringComparison.Ordinal));
    }
}
