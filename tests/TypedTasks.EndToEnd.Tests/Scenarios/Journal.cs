namespace TypedTasks.EndToEnd.Tests.Scenarios;

/// <summary>What the tasks of one host did, in order; and a gate at which some of them wait.</summary>
public sealed class Journal
{
    private readonly List<string> _entries = [];
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiters = [];

    public IReadOnlyList<string> Entries
    {
        get { lock (_entries) return [.. _entries]; }
    }

    /// <summary>Completes when the test lets the waiting tasks go on.</summary>
    public Task GateOpened => _gate.Task;

    public void OpenGate() => _gate.TrySetResult();

    public void Write(string entry)
    {
        lock (_entries)
        {
            _entries.Add(entry);
            foreach (var waiter in _waiters.Where(waiter => waiter.Count <= _entries.Count)) waiter.Reached.TrySetResult();
        }
    }

    public Task WaitForAsync(int count, CancellationToken cancellationToken)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_entries)
        {
            if (_entries.Count >= count) return Task.CompletedTask;
            _waiters.Add((count, reached));
        }

        return reached.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Waits for that many different entries: a job whose outcome could not be written before its lease was lost runs twice, as promised.</summary>
    public async Task WaitForDistinctAsync(int count, CancellationToken cancellationToken)
    {
        for (var entries = Entries; entries.Distinct().Count() < count; entries = Entries)
            await WaitForAsync(entries.Count + 1, cancellationToken);
    }
}
