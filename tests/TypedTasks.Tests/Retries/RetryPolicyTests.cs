namespace TypedTasks.Tests.Retries;

public sealed class RetryPolicyTests
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 10)]
    [InlineData(3, 20)]
    [InlineData(9, 1280)]
    public void Exponential_doubles_the_delay_with_each_attempt(int attempt, int seconds)
        => Assert.Equal(TimeSpan.FromSeconds(seconds), RetryPolicy.Exponential(First).DelayAfter(attempt, chance: 0.5));

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 10)]
    [InlineData(3, 15)]
    public void Linear_adds_the_first_delay_with_each_attempt(int attempt, int seconds)
        => Assert.Equal(TimeSpan.FromSeconds(seconds), RetryPolicy.Linear(First).DelayAfter(attempt, chance: 0.5));

    [Theory]
    [InlineData(Backoff.Exponential)]
    [InlineData(Backoff.Linear)]
    [InlineData(Backoff.Fixed)]
    public void No_count_of_attempts_leads_into_the_past(Backoff backoff)
        => Assert.All([int.MinValue, -1, 0], attempt => Assert.InRange(new RetryPolicy { Backoff = backoff, Delay = First }.DelayAfter(attempt, 0.5), TimeSpan.Zero, First));

    [Theory]
    [InlineData(1, 0)]
    [InlineData(50, 0.99)]
    public void Fixed_is_always_exactly_the_same(int attempt, double chance)
        => Assert.Equal(First, RetryPolicy.Fixed(First).DelayAfter(attempt, chance));

    [Theory]
    [InlineData(Backoff.Exponential, 0, 3.75)]
    [InlineData(Backoff.Exponential, 0.999999999, 6.25)]
    [InlineData(Backoff.Linear, 0, 3.75)]
    [InlineData(Backoff.Linear, 0.999999999, 6.25)]
    public void Chance_moves_the_delay_by_a_quarter(Backoff backoff, double chance, double seconds)
        => Assert.Equal(seconds, new RetryPolicy { Backoff = backoff, Delay = First }.DelayAfter(1, chance).TotalSeconds, precision: 6);

    [Theory]
    [InlineData(Backoff.Exponential, 20)]
    [InlineData(Backoff.Exponential, 1000)]
    [InlineData(Backoff.Exponential, int.MaxValue)]
    [InlineData(Backoff.Linear, int.MaxValue)]
    public void The_delay_never_exceeds_a_day_and_its_jitter(Backoff backoff, int attempt)
        => Assert.Equal(TimeSpan.FromDays(1), new RetryPolicy { Backoff = backoff, Delay = First }.DelayAfter(attempt, chance: 0.5));

    [Fact]
    public void A_cap_of_its_own_holds()
        => Assert.Equal(TimeSpan.FromMinutes(1), RetryPolicy.Exponential(First, TimeSpan.FromMinutes(1)).DelayAfter(30, chance: 0.5));

    [Fact]
    public void A_first_delay_of_more_than_a_day_is_its_own_cap()
        => Assert.Equal(TimeSpan.FromDays(3), RetryPolicy.Exponential(TimeSpan.FromDays(3)).DelayAfter(5, chance: 0.5));

    [Fact]
    public void The_default_doubles_from_five_seconds()
        => Assert.Equal(RetryPolicy.Exponential(First), RetryPolicy.Default);
}
