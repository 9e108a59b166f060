using Npgsql;

namespace TypedTasks.Postgres.Connections;

/// <summary>
/// Moments as the server stores them: microseconds since 2000 in UTC. Read and written as numbers, because Npgsql's other forms depend on
/// process-wide switches (legacy timestamps, infinity conversions) that belong to the application.
/// </summary>
internal static class DatabaseTime
{
    public const long Infinity = long.MaxValue;
    public const long MinusInfinity = long.MinValue;

    private static readonly DateTimeOffset Epoch = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly long Earliest = From(DateTimeOffset.MinValue);
    private static readonly long Latest = From(DateTimeOffset.MaxValue);

    // 27,000 years: a row changed by hand may hold more than a TimeSpan, and what is added to this still fits.
    private static readonly long Longest = From(TimeSpan.FromDays(10_000_000));

    public static long From(DateTimeOffset moment) => (moment - Epoch).Ticks / TimeSpan.TicksPerMicrosecond;

    public static long? From(DateTimeOffset? moment) => moment is { } value ? From(value) : null;

    /// <summary>A duration in microseconds. Intervals are avoided: a day of an interval may have 23 hours, depending on the session's time zone.</summary>
    public static long From(TimeSpan duration) => duration.Ticks / TimeSpan.TicksPerMicrosecond;

    public static long? From(TimeSpan? duration) => duration is { } value ? From(value) : null;

    public static TimeSpan ToTimeSpan(long microseconds) => TimeSpan.FromTicks(Math.Clamp(microseconds, -Longest, Longest) * TimeSpan.TicksPerMicrosecond);

    /// <summary>The time from one stored moment to another, which may be infinite: PostgreSQL itself refuses to subtract those.</summary>
    public static TimeSpan Between(long from, long to) => ToTimeSpan((long)Int128.Clamp((Int128)to - from, long.MinValue, long.MaxValue));

    public static DateTimeOffset ReadTime(this NpgsqlDataReader reader, int column)
        => reader.GetFieldValue<long>(column) switch
        {
            // The server knows later times than .NET: a delay of TimeSpan.MaxValue ends in the year 31,000.
            var later when later >= Latest => DateTimeOffset.MaxValue,
            var earlier when earlier <= Earliest => DateTimeOffset.MinValue,
            var microseconds => Epoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond),
        };

    public static DateTimeOffset? ReadTimeOrNull(this NpgsqlDataReader reader, int column)
        => reader.IsDBNull(column) ? null : reader.ReadTime(column);
}
