using TypedTasks.Retries;

namespace TypedTasks.Tests.Retries;

public sealed class ExponentialBackoffTests
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 10)]
    [InlineData(3, 20)]
    [InlineData(9, 1280)]
    public void Each_attempt_doubles_the_delay(int attempt, int seconds)
        => Assert.Equal(TimeSpan.FromSeconds(seconds), ExponentialBackoff.After(First, attempt, chance: 0.5));

    [Theory]
    [InlineData(0, 3.75)]
    [InlineData(0.999999999, 6.25)]
    public void Chance_moves_the_delay_by_a_quarter(double chance, double seconds)
        => Assert.Equal(seconds, ExponentialBackoff.After(First, 1, chance).TotalSeconds, precision: 6);

    [Theory]
    [InlineData(20)]
    [InlineData(1000)]
    [InlineData(int.MaxValue)]
    public void The_delay_never_exceeds_a_day_and_its_jitter(int attempt)
        => Assert.Equal(ExponentialBackoff.Cap, ExponentialBackoff.After(First, attempt, chance: 0.5));
}
