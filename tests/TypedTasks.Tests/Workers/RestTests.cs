using TypedTasks.Testing;
using TypedTasks.Workers;

namespace TypedTasks.Tests.Workers;

public sealed class RestTests
{
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(3);

    private readonly FakeTimeProvider time = new();
    private readonly Rest rest;

    public RestTests() => rest = new Rest(Usual, time);

    [Theory]
    [InlineData(3, 0)]
    [InlineData(6, 0)] // a busy machine
    [InlineData(65, 62)]
    public void A_pause_that_lasts_far_too_long_shows_that_the_process_stood_still(int seconds, int stoodStill)
    {
        rest.Begin();
        time.Advance(TimeSpan.FromSeconds(seconds));
        Assert.Equal(TimeSpan.FromSeconds(stoodStill), rest.StoodStill); // seen by a thread that woke up first

        rest.End();

        Assert.Equal(TimeSpan.FromSeconds(stoodStill), rest.StoodStill);
    }

    [Fact]
    public void What_happens_between_the_pauses_is_no_standstill()
    {
        rest.Begin();
        time.Advance(Usual);
        rest.End();

        time.Advance(TimeSpan.FromMinutes(1)); // a database that does not answer

        Assert.Equal(TimeSpan.Zero, rest.StoodStill);
    }

    [Fact]
    public void After_a_renewal_it_is_forgotten()
    {
        rest.Begin();
        time.Advance(TimeSpan.FromMinutes(1));
        rest.End();

        rest.Forget();

        Assert.Equal(TimeSpan.Zero, rest.StoodStill);
    }
}
