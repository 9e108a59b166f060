namespace TypedTasks.Sqlite.Tests;

/// <summary>A clock that stands still until told otherwise; its timers are real, since what waits by them waits for milliseconds.</summary>
internal sealed class ManualTime : TimeProvider
{
    private long _ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);
}
