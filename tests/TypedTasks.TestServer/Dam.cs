namespace TypedTasks.TestServer;

/// <summary>What flows waits while it is closed.</summary>
internal sealed class Dam
{
    private volatile TaskCompletionSource _passage = Opened();

    public Task WaitAsync(CancellationToken cancellationToken) => _passage.Task.WaitAsync(cancellationToken);

    public void Close()
    {
        if (_passage.Task.IsCompleted) _passage = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    public void Open() => _passage.TrySetResult();

    private static TaskCompletionSource Opened()
    {
        var opened = new TaskCompletionSource();
        opened.SetResult();
        return opened;
    }
}
