namespace TypedTasks.Storage;

/// <summary>A worker's ear. Disposing it stops the listening.</summary>
public interface ISignalSubscription : IAsyncDisposable
{
    /// <summary>Tells enqueuers whether this worker is idle: only then is it worth their while to signal.</summary>
    /// <param name="idle">True before a wait, false as soon as the worker has work.</param>
    void SetIdle(bool idle);

    /// <summary>
    /// Whether, while the worker is idle, everything is signalled that becomes ready and everything that is scheduled for the next minute,
    /// whichever process it comes from. If not, an idle worker looks as often as it is configured to; if so, ever more rarely.
    /// </summary>
    bool HearsJobs { get; }

    /// <summary>
    /// Whether every request to cancel a running job is signalled, whichever process it comes from.
    /// If not, a worker that runs jobs looks for requests itself, with <see cref="IWorkerStore.ListCancelRequestsAsync"/>.
    /// </summary>
    bool HearsCancelRequests { get; }

    /// <summary>Ends, with the reason, when the listening has broken; a new subscription is then needed.</summary>
    Task Completion { get; }
}
