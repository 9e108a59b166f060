namespace TypedTasks.Storage;

/// <summary>Says that there may be work, or requests to cancel: hints that shorten waiting; polling and the heartbeat stay the truth.</summary>
public interface ISignal
{
    /// <summary>Starts to listen.</summary>
    /// <param name="onSignal">Called for each hint that there may be work, from any thread; must be quick and must not throw.</param>
    /// <param name="onCancelRequest">Called for each hint that somebody may have asked to cancel a running job, of whichever worker; idle or not. The same holds for it.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    ValueTask<ISignalSubscription> SubscribeAsync(Action onSignal, Action onCancelRequest, CancellationToken cancellationToken);
}
