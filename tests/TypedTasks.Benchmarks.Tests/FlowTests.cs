using TypedTasks.Benchmarks.Measuring;

namespace TypedTasks.Benchmarks.Tests;

public sealed class FlowTests
{
    [Fact]
    public void The_rates_are_those_of_five_parts()
        => Assert.Equal([1, 2, 3, 4, 5], Flow.Rates([(TimeSpan.Zero, 0), (Second(2), 2), (Second(4), 6), (Second(6), 12), (Second(8), 20), (Second(10), 30)]));

    [Fact]
    public void Five_parts_that_are_rounded_up_reach_beyond_the_last_mark()
    {
        var last = TimeSpan.FromTicks(10_000_008);

        var rates = Flow.Rates([(TimeSpan.Zero, 0), (Second(0.5), 50), (last, 100)]);

        Assert.All(rates, rate => Assert.InRange(rate, 99, 101));
    }

    private static TimeSpan Second(double count) => TimeSpan.FromSeconds(count);
}
