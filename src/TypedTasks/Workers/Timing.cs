namespace TypedTasks.Workers;

/// <summary>Moments and pauses, as timestamps and timers count them.</summary>
internal static class Timing
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(1);

    /// <summary>The timestamp so long after another.</summary>
    public static long After(this TimeProvider time, long timestamp, TimeSpan pause) => timestamp + (long)(pause.TotalSeconds * time.TimestampFrequency);

    /// <summary>
    /// What to set a timer to that must not ring before a pause is over: timers count whole milliseconds and round down, and who sets one again because it rang too early
    /// would be in a busy loop.
    /// </summary>
    public static TimeSpan RoundUp(TimeSpan pause) => pause + Step;
}
