namespace TypedTasks.Workers;

/// <summary>
/// The pauses of a thread that wakes up regularly. One that lasts far too long shows that the process stood still meanwhile: it was stopped, its machine was paused,
/// or something else had all processors. Written by that thread, read by any.
/// </summary>
/// <param name="usual">How long a pause should last.</param>
/// <param name="time">The clock, which nobody sets; some machines stop it while they sleep.</param>
internal sealed class Rest(TimeSpan usual, TimeProvider time)
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private long? since;
    private TimeSpan longest;

    /// <summary>For how long the process has stood still since it was last known to be in time; zero if it has not.</summary>
    public TimeSpan StoodStill
    {
        get
        {
            lock (gate)
            {
                var present = since is { } begin ? Excess(begin) : TimeSpan.Zero; // the thread itself may be the last to wake
                return present > longest ? present : longest;
            }
        }
    }

    public void Begin()
    {
        lock (gate) since = time.GetTimestamp();
    }

    public void End()
    {
        lock (gate)
        {
            if (since is { } begin && Excess(begin) is var excess && excess > longest) longest = excess;
            since = null;
        }
    }

    /// <summary>What was, has done no harm.</summary>
    public void Forget()
    {
        lock (gate) longest = TimeSpan.Zero;
    }

    private TimeSpan Excess(long begin)
    {
        var lasted = time.GetElapsedTime(begin);
        return lasted > (2 * usual) + Tolerance ? lasted - usual : TimeSpan.Zero;
    }
}
