namespace TypedTasks.Storage.Conformance;

/// <summary>A clock that stands still until told otherwise; its timers are real, because nothing here waits long for them.</summary>
public sealed class ManualTime : TimeProvider
{
    private long _ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>How far it moves whenever somebody looks at it: everything takes long then.</summary>
    public TimeSpan Step { get; set; }

    public override long GetTimestamp() => Interlocked.Add(ref _ticks, Step.Ticks);

    /// <summary>Moves it on.</summary>
    public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);
}
