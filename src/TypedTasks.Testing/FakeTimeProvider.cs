namespace TypedTasks.Testing;

/// <summary>A clock that stands still until a test moves it. Timers fire inside <see cref="Advance"/>, in the order in which they are due.</summary>
/// <remarks>Its monotonic timestamp moves with it. Safe for use from many threads.</remarks>
public sealed class FakeTimeProvider : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<FakeTimer> timers = [];
    private readonly DateTimeOffset start;
    private TimeSpan elapsed;

    /// <summary>Begins at noon of 1 January 2026, UTC.</summary>
    public FakeTimeProvider()
        : this(new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero))
    {
    }

    /// <summary>Begins at a moment of your choice.</summary>
    /// <param name="start">The first moment.</param>
    public FakeTimeProvider(DateTimeOffset start) => this.start = start;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>How many timers wait to fire; lets a test see that something has begun to wait.</summary>
    public int WaitingTimers
    {
        get
        {
            lock (gate) return timers.Count;
        }
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (gate) return start + elapsed;
    }

    /// <inheritdoc/>
    public override long GetTimestamp()
    {
        lock (gate) return elapsed.Ticks;
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new FakeTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock forward and fires the timers that become due, each at its own moment.</summary>
    /// <param name="by">How far; zero or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="by"/> is negative.</exception>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        TimeSpan end;
        lock (gate) end = elapsed + by;
        while (TakeDue(end) is { } timer) timer.Fire();

        // Another thread may have moved it further meanwhile.
        lock (gate) if (end > elapsed) elapsed = end;
    }

    private FakeTimer? TakeDue(TimeSpan end)
    {
        lock (gate)
        {
            var next = timers.Where(timer => timer.Due <= end).MinBy(timer => timer.Due);
            if (next is null) return null;
            if (next.Due > elapsed) elapsed = next.Due;
            next.Rearm();
            if (next.Due == Timeout.InfiniteTimeSpan) timers.Remove(next);
            return next;
        }
    }

    private sealed class FakeTimer(FakeTimeProvider clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan period = Timeout.InfiniteTimeSpan;
        private bool disposed;

        public TimeSpan Due { get; private set; } = Timeout.InfiniteTimeSpan;

        public bool Change(TimeSpan dueTime, TimeSpan newPeriod)
        {
            lock (clock.gate)
            {
                if (disposed) return false;
                clock.timers.Remove(this);
                period = newPeriod == TimeSpan.Zero ? Timeout.InfiniteTimeSpan : newPeriod;
                Due = dueTime == Timeout.InfiniteTimeSpan ? dueTime : clock.elapsed + dueTime;
                if (Due != Timeout.InfiniteTimeSpan) clock.timers.Add(this);
            }

            if (dueTime == TimeSpan.Zero) clock.Advance(TimeSpan.Zero);
            return true;
        }

        public void Rearm() => Due = period == Timeout.InfiniteTimeSpan ? period : Due + period;

        public void Fire() => callback(state);

        public void Dispose()
        {
            lock (clock.gate)
            {
                disposed = true;
                clock.timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
