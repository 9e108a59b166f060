using TypedTasks.Workers;

namespace TypedTasks.Tests.Workers;

public sealed class StopPlanTests
{
    [Theory]
    [InlineData(30, 20, 20, 3)] // both by default
    [InlineData(30, 25, 21, 3)]
    [InlineData(5, 20, 3.5, 0.5)]
    [InlineData(300, 20, 20, 3)]
    [InlineData(0, 20, 0, 0.1)]
    [InlineData(30, 0, 0, 3)]
    public void All_phases_fit_into_the_hosts_patience(double patience, double grace, double granted, double lastWords)
        => Assert.Equal(
            new StopPlan(TimeSpan.FromSeconds(granted), TimeSpan.FromSeconds(lastWords)),
            StopPlan.Within(TimeSpan.FromSeconds(patience), TimeSpan.FromSeconds(grace)));

    [Fact]
    public void A_host_that_waits_for_ever_leaves_the_grace_as_it_is()
        => Assert.Equal(TimeSpan.FromHours(2), StopPlan.Within(Timeout.InfiniteTimeSpan, TimeSpan.FromHours(2)).Grace);
}
