namespace TypedTasks.TestServer;

/// <summary>What flows waits while it is closed, and takes its time while it is open.</summary>
internal sealed class Dam
{
    private volatile TaskCompletionSource _passage = Opened();

    /// <summary>How long each piece is held up.</summary>
    public TimeSpan Delay { get; set; }

    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        await _passage.Task.WaitAsync(cancellationToken);
        if (Delay > TimeSpan.Zero) await Task.Delay(Delay, TimeProvider.System, cancellationToken);
    }

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
