namespace TypedTasks.Retries;

/// <summary>What follows a failed attempt.</summary>
/// <param name="Delay">The time until the next one; null if there is none.</param>
/// <param name="WhyNot">Why there is none although attempts are left; else empty.</param>
internal readonly record struct RetryDecision(TimeSpan? Delay, string WhyNot)
{
    public static RetryDecision After(TimeSpan delay) => new(delay, "");

    public static RetryDecision GiveUp(string why) => new(null, why);
}
