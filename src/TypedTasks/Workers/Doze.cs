namespace TypedTasks.Workers;

/// <summary>A wait that can be cut short while it lasts, and before it begins.</summary>
internal sealed class Doze : IDisposable
{
    private readonly Lock gate = new();
    private readonly TimeProvider time;
    private readonly ITimer timer;
    private TaskCompletionSource rest = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long dueAt = long.MaxValue;

    /// <param name="time">Runs the timer.</param>
    public Doze(TimeProvider time)
    {
        this.time = time;
        timer = time.CreateTimer(_ => Ring(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Waits until the time is over, or until a sooner <see cref="WakeWithin"/> is.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        WakeWithin(atMost);
        Task resting;
        lock (gate) resting = rest.Task;
        await resting.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (gate) rest = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>Ends the present wait, or the next one if none lasts, within this time. A later end than the one that is set changes nothing.</summary>
    public void WakeWithin(TimeSpan atMost)
    {
        lock (gate)
        {
            var at = time.After(time.GetTimestamp(), atMost);
            if (at >= dueAt) return;
            dueAt = at;
            timer.Change(Timing.RoundUp(atMost), Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose() => timer.Dispose();

    private void Ring()
    {
        lock (gate)
        {
            dueAt = long.MaxValue;
            rest.TrySetResult();
        }
    }
}
