using TypedTasks.Testing;

namespace TypedTasks.Tests.Testing;

public sealed class FakeTimeProviderTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void It_never_goes_back_when_two_move_it_at_once()
    {
        var begin = _clock.GetUtcNow();
        using var timer = _clock.CreateTimer(_ => _clock.Advance(TimeSpan.FromMinutes(1)), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);

        _clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(TimeSpan.FromSeconds(61), _clock.GetUtcNow() - begin);
    }

    [Fact]
    public void A_timer_that_was_disposed_stays_silent_when_somebody_sets_it()
    {
        var fired = false;
        var timer = _clock.CreateTimer(_ => fired = true, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        timer.Dispose();

        Assert.False(timer.Change(TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan));
        _clock.Advance(TimeSpan.FromSeconds(2));

        Assert.False(fired);
    }
}
