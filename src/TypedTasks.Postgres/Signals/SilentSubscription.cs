using TypedTasks.Storage;

namespace TypedTasks.Postgres.Signals;

/// <summary>For connections through a pooler: never signals, never breaks.</summary>
internal sealed class SilentSubscription : ISignalSubscription
{
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool HearsJobs => false;

    public bool HearsCancelRequests => false;

    public Task Completion => _completion.Task;

    public void SetIdle(bool idle)
    {
    }

    public ValueTask DisposeAsync()
    {
        _completion.TrySetResult();
        return ValueTask.CompletedTask;
    }
}
