namespace TypedTasks.Sqlite.Connections;

/// <summary>Times as they are stored: microseconds since 1970-01-01 UTC.</summary>
internal static class DatabaseTime
{
    /// <summary>No expectation: later than every moment.</summary>
    public const long Never = long.MaxValue;

    private static readonly long Earliest = FromDateTime(DateTimeOffset.MinValue);
    private static readonly long Latest = FromDateTime(DateTimeOffset.MaxValue);

    // 27,000 years: a row changed by hand may hold more than a TimeSpan, and what is added to this still fits.
    private static readonly long Longest = FromTimeSpan(TimeSpan.FromDays(10_000_000));

    public static long FromDateTime(DateTimeOffset moment) => (moment.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset ToDateTime(long microseconds)
        => DateTimeOffset.UnixEpoch.AddTicks(Math.Clamp(microseconds, Earliest, Latest) * TimeSpan.TicksPerMicrosecond);

    public static long FromTimeSpan(TimeSpan duration) => duration.Ticks / TimeSpan.TicksPerMicrosecond;

    public static TimeSpan ToTimeSpan(long microseconds) => TimeSpan.FromTicks(Math.Clamp(microseconds, -Longest, Longest) * TimeSpan.TicksPerMicrosecond);

    /// <summary>A moment some time from now, at most the latest there is.</summary>
    public static long After(long now, TimeSpan duration) => Math.Min(now + FromTimeSpan(duration), Latest);
}
