namespace TypedTasks.Sqlite.Tests;

/// <summary>A time that is a second later each time one looks: time limits are reached after a few looks.</summary>
internal sealed class LeapingTime : TimeProvider
{
    private long _seconds;

    public override long TimestampFrequency => 1;

    public override long GetTimestamp() => Interlocked.Increment(ref _seconds);
}
