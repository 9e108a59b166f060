namespace TypedTasks.History.Events;

/// <summary>The events of processes that are played within one.</summary>
public sealed class EventMemory
{
    private readonly List<HistoryEvent> _events = [];
    private readonly List<(Func<HistoryEvent, bool> Wanted, TaskCompletionSource<HistoryEvent> Seen)> _waiters = [];

    /// <summary>The events so far, in the order of time.</summary>
    public IReadOnlyList<HistoryEvent> Events
    {
        get { lock (_events) return [.. _events]; }
    }

    /// <summary>A log in the name of one process.</summary>
    public IEventLog LogOf(string process) => new ProcessLog(this, process);

    /// <summary>Waits until an event was seen; also one of the past will do.</summary>
    public Task<HistoryEvent> SeenAsync(Func<HistoryEvent, bool> wanted, CancellationToken cancellationToken)
    {
        var seen = new TaskCompletionSource<HistoryEvent>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_events)
        {
            if (_events.FirstOrDefault(wanted) is { } past) return Task.FromResult(past);
            _waiters.Add((wanted, seen));
        }

        return seen.Task.WaitAsync(cancellationToken);
    }

    private void Add(HistoryEvent seen)
    {
        lock (_events)
        {
            _events.Add(seen);
            foreach (var waiter in _waiters.Where(waiter => waiter.Wanted(seen)).ToList())
            {
                waiter.Seen.TrySetResult(seen);
                _waiters.Remove(waiter);
            }
        }
    }

    private sealed class ProcessLog(EventMemory memory, string process) : IEventLog
    {
        public void Write(HistoryEvent seen) => memory.Add(seen with { Process = process, At = IEventLog.Now });
    }
}
