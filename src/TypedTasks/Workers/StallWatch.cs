namespace TypedTasks.Workers;

/// <summary>Notices when jobs that were claimed ahead have waited for too long. Not thread-safe: guarded by its owner.</summary>
internal sealed class StallWatch : IDisposable
{
    // So long may a job wait for a slot here while an idle slot of another worker could have it.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    private readonly TimeProvider time;
    private readonly ITimer timer;
    private bool watching;
    private int started;

    /// <param name="due">Called when the patience may be over, from any thread.</param>
    /// <param name="time">Runs the timer.</param>
    public StallWatch(Action due, TimeProvider time)
    {
        this.time = time;
        timer = time.CreateTimer(_ => due(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Started() => started++;

    /// <summary>A job waits: watch it, if another one is not watched already.</summary>
    /// <param name="since">A timestamp.</param>
    public void Watch(long since)
    {
        if (watching) return;
        watching = true;
        started = 0;
        var left = Patience - time.GetElapsedTime(since);
        timer.Change(left > TimeSpan.Zero ? Timing.RoundUp(left) : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whether a job that waits since then has waited for too long.</summary>
    public bool IsOver(long since) => time.GetElapsedTime(since) >= Patience;

    /// <summary>Ends a watch.</summary>
    /// <returns>Whether no job has started since it began.</returns>
    public bool End()
    {
        watching = false;
        return started == 0;
    }

    public void Dispose() => timer.Dispose();
}
