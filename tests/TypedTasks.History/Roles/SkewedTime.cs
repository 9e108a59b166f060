namespace TypedTasks.History.Roles;

/// <summary>The clock of a machine that is set wrong. Timers and the monotonic clock are as they are.</summary>
internal sealed class SkewedTime(TimeSpan ahead) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;
}
