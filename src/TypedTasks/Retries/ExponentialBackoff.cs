namespace TypedTasks.Retries;

/// <summary>The time until the next attempt: doubled with each, at most a day, with jitter so that jobs which failed together do not come back together.</summary>
internal static class ExponentialBackoff
{
    public static readonly TimeSpan Cap = TimeSpan.FromDays(1);

    /// <param name="first">The delay before the second attempt; more than zero.</param>
    /// <param name="attempt">The attempt that failed, from 1.</param>
    /// <param name="chance">From 0 up to 1: where in the range of 75 % to 125 % the delay falls.</param>
    public static TimeSpan After(TimeSpan first, int attempt, double chance)
    {
        // 2^60 ticks are 36,000 years: beyond it only the overflow would be new.
        var doubled = first.Ticks * Math.Pow(2, Math.Min(attempt - 1, 60));
        var capped = Math.Min(doubled, Cap.Ticks);
        return TimeSpan.FromTicks((long)(capped * (0.75 + (chance / 2))));
    }
}
