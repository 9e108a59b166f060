namespace TypedTasks.Workers;

/// <summary>
/// When a worker looks for scheduled jobs whose time has come: when the next one is due, as far as it has heard, and in any case once in a while.
/// </summary>
internal sealed class PromoterAlarm(TimeProvider time) : IDisposable
{
    // Timers don't count further; by then the worker has looked again long since.
    private static readonly TimeSpan Farthest = TimeSpan.FromDays(1);

    private readonly Lock gate = new();
    private readonly Doze doze = new(time);
    private long dueAt;
    private long? lookedAt;

    /// <summary>A job is due within this time.</summary>
    public void DueWithin(TimeSpan delay)
    {
        if (delay > Farthest) return;
        if (delay < TimeSpan.Zero) delay = TimeSpan.Zero; // from a signal or a row that is not ours
        lock (gate) dueAt = Math.Min(dueAt, time.After(time.GetTimestamp(), delay));
        doze.WakeWithin(delay);
    }

    /// <summary>A look begins: only what is heard from now on asks for another.</summary>
    public void LookBegins()
    {
        lock (gate) (lookedAt, dueAt) = (time.GetTimestamp(), long.MaxValue);
    }

    /// <summary>How long the next look can wait, when the last one may have been so long ago.</summary>
    public TimeSpan Left(TimeSpan interval)
    {
        lock (gate)
        {
            if (lookedAt is not { } last) return TimeSpan.Zero;
            var now = time.GetTimestamp();
            var untilDue = dueAt == long.MaxValue ? interval : time.GetElapsedTime(now, dueAt);
            var left = interval - time.GetElapsedTime(last, now);
            if (untilDue < left) left = untilDue;
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>Waits so long, or until a job is due sooner.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => doze.WaitAsync(atMost, cancellationToken);

    public void Dispose() => doze.Dispose();
}
