namespace TypedTasks.Workers;

/// <summary>
/// When an idle worker looks for jobs on its own: after 5, 20 and 100 ms, for jobs that were being committed while it went idle
/// and saw no one to signal; then at the poll interval, spread so that many workers do not come at once. Not thread-safe: guarded by its owner.
/// </summary>
internal sealed class IdlePolling : IDisposable
{
    private static readonly TimeSpan[] FirstPauses = [TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(100)];

    private readonly TimeSpan interval;
    private readonly Random chance;
    private readonly ITimer timer;
    private int polls;
    private bool waiting;

    public IdlePolling(TimeSpan interval, Action poll, TimeProvider time, Random chance)
    {
        this.interval = interval;
        this.chance = chance;
        timer = time.CreateTimer(_ => poll(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>There was work: the next idle time begins with short pauses again.</summary>
    public void Restart() => polls = 0;

    /// <summary>The worker waits: look again after the next pause.</summary>
    public void Begin()
    {
        if (waiting) return;
        waiting = true;
        timer.Change(NextPause(), Timeout.InfiniteTimeSpan);
    }

    /// <summary>The worker does not wait any more.</summary>
    public void End()
    {
        if (!waiting) return;
        waiting = false;
        timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => timer.Dispose();

    private TimeSpan NextPause()
    {
        if (polls < FirstPauses.Length && FirstPauses[polls] < interval) return FirstPauses[polls++];
        lock (chance) return interval * (0.75 + (chance.NextDouble() / 2));
    }
}
