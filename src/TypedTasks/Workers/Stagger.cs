namespace TypedTasks.Workers;

/// <summary>
/// When a worker answers a signal that all idle ones hear. A few of them, drawn by lot, look for jobs at once, one after the other,
/// and the rest a little later: a job in a large fleet is not held up by those who want it, too, and a burst of jobs still reaches all of them.
/// </summary>
internal sealed class Stagger : IDisposable
{
    // Few enough for a small machine; that none of 64 workers is among them happens with one signal in 5,000.
    private const int Quick = 8;

    // About as long as a look for jobs takes.
    private static readonly TimeSpan PerQuick = TimeSpan.FromMilliseconds(1);

    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(500);

    private readonly Lock gate = new();
    private readonly Action answer;
    private readonly TimeProvider time;
    private readonly Random chance;
    private readonly ITimer timer;
    private int others;
    private long dueAt = long.MaxValue;

    /// <param name="answer">What a signal asks for; called from any thread.</param>
    /// <param name="time">Runs the timer.</param>
    /// <param name="chance">Shared with others; locked while it is used.</param>
    public Stagger(Action answer, TimeProvider time, Random chance)
    {
        this.answer = answer;
        this.time = time;
        this.chance = chance;
        timer = time.CreateTimer(_ => Answer(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>How many other workers would look for the same jobs, as far as the last heartbeat knew.</summary>
    public int Others
    {
        set => Volatile.Write(ref others, value);
    }

    /// <summary>How long to hold back what all of them were told to do at the same moment.</summary>
    public TimeSpan Draw()
    {
        var count = Volatile.Read(ref others);
        if (count == 0) return TimeSpan.Zero;
        lock (chance)
        {
            var place = chance.NextDouble() * (count + 1);
            return place < Quick ? place * PerQuick : Longest * chance.NextDouble();
        }
    }

    /// <summary>A signal was heard. It is answered at once by a worker that is alone; those that come before the answer share it, and may bring it forward.</summary>
    public void Signal()
    {
        var delay = Draw();
        if (delay == TimeSpan.Zero)
        {
            answer();
            return;
        }

        lock (gate)
        {
            var at = time.After(time.GetTimestamp(), delay);
            if (at >= dueAt) return;
            dueAt = at;
            timer.Change(delay, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose() => timer.Dispose();

    private void Answer()
    {
        lock (gate) dueAt = long.MaxValue;
        answer();
    }
}
