using TypedTasks.Testing;
using TypedTasks.Workers;

namespace TypedTasks.Tests.Workers;

/// <summary>How often an idle worker looks for jobs on its own.</summary>
public sealed class IdlePollingTests : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider time = new();
    private readonly IdlePolling polling;
    private int looks;

    public IdlePollingTests()
    {
        IdlePolling? made = null;
        made = polling = new IdlePolling(
            Second,
            () =>
            {
                looks++;
                made!.End(); // ! assigned before the first timer
                made.Begin();
            },
            time,
            new Random(1));
        polling.Hears(true);
    }

    public void Dispose() => polling.Dispose();

    [Theory]
    [InlineData(0, 5)]
    [InlineData(4, 7.5)]
    [InlineData(64, 30)]
    [InlineData(1_000, 30)]
    public void The_more_workers_look_for_the_same_jobs_the_more_rarely_each_does(int others, double seconds)
    {
        polling.KnowsOf(others);
        polling.Begin();
        Pass(TimeSpan.FromMinutes(2)); // until the pauses have grown
        looks = 0;

        Pass(TimeSpan.FromHours(1));

        Assert.Equal(TimeSpan.FromSeconds(seconds), polling.Longest);
        Assert.InRange(looks, 3600 / seconds * 0.85, 3600 / seconds * 1.2);
    }

    [Fact]
    public void A_worker_that_is_left_alone_cuts_its_long_pause_short()
    {
        polling.KnowsOf(64);
        polling.Begin();
        Pass(TimeSpan.FromMinutes(2));
        looks = 0;

        polling.KnowsOf(0);
        Pass(TimeSpan.FromSeconds(6.25));

        Assert.InRange(looks, 1, 2);
    }

    [Fact]
    public void Who_hears_no_signals_looks_at_its_poll_interval_however_many_others_there_are()
    {
        polling.Hears(false);
        polling.KnowsOf(64);
        polling.Begin();
        Pass(TimeSpan.FromMinutes(1));
        looks = 0;

        Pass(TimeSpan.FromMinutes(1));

        Assert.InRange(looks, 48, 80);
    }

    private void Pass(TimeSpan duration)
    {
        for (var passed = TimeSpan.Zero; passed < duration; passed += Second / 4) time.Advance(Second / 4);
    }
}
