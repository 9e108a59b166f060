namespace TypedTasks.EndToEnd.Tests.Scenarios;

/// <summary>The clock of a machine that is off by some minutes.</summary>
internal sealed class WrongClock(TimeSpan off) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + off;
}
