namespace TypedTasks.Storage;

/// <summary>A worker's ear. Disposing it stops the listening.</summary>
public interface ISignalSubscription : IAsyncDisposable
{
    /// <summary>Tells enqueuers whether this worker is idle: only then is it worth their while to signal.</summary>
    /// <param name="idle">True before a wait, false as soon as the worker has work.</param>
    void SetIdle(bool idle);

    /// <summary>Ends, with the reason, when the listening has broken; a new subscription is then needed.</summary>
    Task Completion { get; }
}
