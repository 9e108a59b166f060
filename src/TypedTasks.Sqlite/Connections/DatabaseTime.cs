namespace TypedTasks.Sqlite.Connections;

/// <summary>Times as they are stored: microseconds since 1970-01-01 UTC.</summary>
internal static class DatabaseTime
{
    /// <summary>No expectation: later than every moment.</summary>
    public const long Never = long.MaxValue;

    private static readonly long Latest = FromDateTime(DateTimeOffset.MaxValue);

    public static long FromDateTime(DateTimeOffset moment) => (moment.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset ToDateTime(long microseconds)
        => DateTimeOffset.UnixEpoch.AddTicks(Math.Min(microseconds, Latest) * TimeSpan.TicksPerMicrosecond);

    public static long FromTimeSpan(TimeSpan duration) => duration.Ticks / TimeSpan.TicksPerMicrosecond;

    public static TimeSpan ToTimeSpan(long microseconds) => TimeSpan.FromTicks(microseconds * TimeSpan.TicksPerMicrosecond);

    /// <summary>A moment some time from now, at most the latest there is.</summary>
    public static long After(long now, TimeSpan duration) => Math.Min(now + FromTimeSpan(duration), Latest);
}
