namespace TypedTasks.Retries;

/// <summary>What retry policies and timeouts may be, however they were given.</summary>
internal static class Bounds
{
    /// <summary>A hundred years: far below what TimeSpan and timestamps hold.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(36_500);

    public static string? Of(RetryPolicy policy)
    {
        if (!Enum.IsDefined(policy.Backoff)) return $"Backoff is {(int)policy.Backoff}; there is no such kind. Use Exponential, Linear or Fixed.";
        if (policy.Delay <= TimeSpan.Zero || policy.Delay > Longest)
            return $"The retry delay is {policy.Delay}; it must be more than zero, so that what failed can recover, and at most {Longest.Days:N0} days.";
        if (policy.MaxDelay < policy.Delay) return $"The longest retry delay is {policy.MaxDelay}, below the first one of {policy.Delay}. Raise it, or lower the first one.";
        return policy.MaxDelay > Longest ? $"The longest retry delay is {policy.MaxDelay}; it must be at most {Longest.Days:N0} days." : null;
    }

    public static string? OfTimeout(TimeSpan timeout)
        => (timeout < TimeSpan.Zero && timeout != Timeout.InfiniteTimeSpan) || timeout > Longest
            ? $"Timeout is {timeout}; it must be from zero, which means no limit, to {Longest.Days:N0} days."
            : null;
}
