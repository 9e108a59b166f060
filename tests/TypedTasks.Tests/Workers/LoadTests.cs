using TypedTasks.Workers;

namespace TypedTasks.Tests.Workers;

public sealed class LoadTests
{
    [Fact]
    public void Nothing_is_claimed_ahead_before_jobs_were_timed() => Assert.Equal(16, new Load(16, 1000).Limit);

    [Fact]
    public void Quick_jobs_are_claimed_ahead_up_to_the_bound()
    {
        var load = new Load(16, 1000);
        load.Ran(TimeSpan.FromMicroseconds(1));

        Assert.Equal(1016, load.Limit);
    }

    [Fact]
    public void Ahead_is_what_starts_within_50_milliseconds()
    {
        var load = new Load(16, 1000);
        load.Ran(TimeSpan.FromMilliseconds(10));

        Assert.Equal(16 + (16 * 5), load.Limit);
    }

    [Fact]
    public void Slow_jobs_are_not_claimed_ahead()
    {
        var load = new Load(16, 1000);
        load.Ran(TimeSpan.FromMinutes(1));

        Assert.Equal(16, load.Limit);
    }

    [Fact]
    public void A_stall_ends_claiming_ahead_until_jobs_are_quick_again()
    {
        var load = new Load(1, 1000);
        load.Ran(TimeSpan.FromMicroseconds(1));

        load.Stalled();
        Assert.Equal(1, load.Limit);

        for (var i = 0; i < 50; i++) load.Ran(TimeSpan.FromMicroseconds(1));
        Assert.True(load.Limit > 100);
    }

    [Fact]
    public void What_had_to_be_given_back_halves_what_is_claimed_ahead_until_enough_jobs_have_run()
    {
        var load = new Load(16, 1000);
        load.Ran(TimeSpan.FromMicroseconds(1));

        load.GaveBack();
        Assert.Equal(16 + 500, load.Limit);
        load.GaveBack();
        Assert.Equal(16 + 250, load.Limit);

        for (var i = 0; i < 16 * 750; i++) load.Ran(TimeSpan.FromMicroseconds(1));
        Assert.Equal(16 + 1000, load.Limit);
    }

    [Fact]
    public void Waiting_jobs_that_take_no_time_end_soon()
    {
        var load = new Load(concurrency: 16, maxPrefetch: 1000);
        load.Ran(TimeSpan.FromMilliseconds(0.01));

        Assert.True(load.EndsSoon(waiting: 500));
    }

    [Theory]
    [InlineData(0, 0.01)] // nothing waits, so nothing is worth waiting for
    [InlineData(1, 50)]
    [InlineData(500, 1)]
    public void A_round_trip_does_not_wait_for_jobs_that_take_longer_than_it(int waiting, double milliseconds)
    {
        var load = new Load(concurrency: 16, maxPrefetch: 1000);
        load.Ran(TimeSpan.FromMilliseconds(milliseconds));

        Assert.False(load.EndsSoon(waiting));
    }

    [Fact]
    public void A_round_trip_does_not_wait_for_jobs_that_nobody_has_timed()
        => Assert.False(new Load(concurrency: 16, maxPrefetch: 1000).EndsSoon(waiting: 1));
}
