namespace TypedTasks.Workers;

/// <summary>
/// When an idle worker looks for jobs on its own: after 5, 20 and 100 ms, for jobs that were being committed while it went idle
/// and saw no one to signal; then at the poll interval. While signals are heard the pauses double, up to five poll intervals:
/// what a look could find then is only what a signal has missed. Among many workers they go on to grow. All are spread, so that many workers do not come at once.
/// Not thread-safe: guarded by its owner.
/// </summary>
internal sealed class IdlePolling : IDisposable
{
    // 64 workers that look each second cost the database several percent of a core.
    private const int MostIntervals = 5;

    private static readonly TimeSpan[] FirstPauses = [TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(100)];

    private readonly TimeSpan interval;
    private readonly Random chance;
    private readonly ITimer timer;
    private int firstPolls;
    private double intervals = 1;
    private double mostIntervals = MostIntervals;
    private bool hears;
    private bool waiting;

    public IdlePolling(TimeSpan interval, Action poll, TimeProvider time, Random chance)
    {
        this.interval = interval;
        this.chance = chance;
        timer = time.CreateTimer(_ => poll(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The longest pause, before it is spread.</summary>
    public TimeSpan Longest => hears ? interval * mostIntervals : interval;

    /// <summary>Takes in how many other workers look for the same jobs. When they become fewer, a long pause that has begun is cut short.</summary>
    public void KnowsOf(int others)
    {
        mostIntervals = MostIntervals * Fleet.Stretch(others);
        if (intervals <= mostIntervals) return;
        intervals = mostIntervals;
        if (waiting && hears) timer.Change(NextPause(), Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whether signals tell of every job. When they cease to, a long pause that has begun is cut short.</summary>
    public void Hears(bool now)
    {
        if (hears == now) return;
        hears = now;
        if (waiting && !hears) timer.Change(NextPause(), Timeout.InfiniteTimeSpan);
    }

    /// <summary>There was work, or nobody listened: the next idle time begins with short pauses again.</summary>
    public void Restart() => (firstPolls, intervals) = (0, 1);

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
        if (firstPolls < FirstPauses.Length && FirstPauses[firstPolls] < interval) return FirstPauses[firstPolls++];

        var pause = hears ? interval * intervals : interval;
        intervals = Math.Min(intervals * 2, mostIntervals);
        lock (chance) return pause * (0.75 + (chance.NextDouble() / 2));
    }
}
