namespace TypedTasks.Workers;

/// <summary>Counts the tasks of one worker, over all its sessions, that ignored their cancellation and run on without a slot.</summary>
internal sealed class AbandonedJobs(int max)
{
    private int count;

    /// <summary>Raised when one of them has returned, from any thread.</summary>
    public event Action? Returned;

    public int Max => max;

    public int Count => Volatile.Read(ref count);

    /// <summary>Whether there are so many that the worker must not take on more.</summary>
    public bool TooMany => Count >= max;

    public void Add(int jobs = 1) => Interlocked.Add(ref count, jobs);

    public void Remove()
    {
        Interlocked.Decrement(ref count);
        Returned?.Invoke();
    }
}
