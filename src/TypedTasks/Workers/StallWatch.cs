namespace TypedTasks.Workers;

/// <summary>Notices when jobs that were claimed ahead do not start. Not thread-safe: guarded by its owner.</summary>
internal sealed class StallWatch : IDisposable
{
    // So long may a job wait for a slot here while an idle slot of another worker could have it.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    private readonly ITimer timer;
    private bool watching;
    private int started;

    /// <param name="due">Called when the patience is over, from any thread.</param>
    /// <param name="time">Runs the timer.</param>
    public StallWatch(Action due, TimeProvider time)
        => timer = time.CreateTimer(_ => due(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    public void Started() => started++;

    /// <summary>Jobs wait: watch them, if that is not done already.</summary>
    public void Watch()
    {
        if (watching) return;
        watching = true;
        started = 0;
        timer.Change(Patience, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Ends a watch.</summary>
    /// <returns>Whether no job has started since it began.</returns>
    public bool End()
    {
        watching = false;
        return started == 0;
    }

    public void Dispose() => timer.Dispose();
}
