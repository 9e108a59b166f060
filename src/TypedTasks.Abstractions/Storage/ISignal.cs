namespace TypedTasks.Storage;

/// <summary>
/// Says that there may be work, that a job is due soon, or that there are requests to cancel: hints that shorten waiting; polling and the heartbeat stay the truth.
/// </summary>
public interface ISignal
{
    /// <summary>Starts to listen.</summary>
    /// <param name="onSignal">Called for each hint that there may be work, from any thread; must be quick and must not throw.</param>
    /// <param name="onCancelRequest">Called for each hint that somebody may have asked to cancel a running job, of whichever worker; idle or not. The same holds for it.</param>
    /// <param name="onDue">Called, while idle, with the time until a job is due that was just scheduled; zero where that is not known and a look will tell. The same holds for it.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    ValueTask<ISignalSubscription> SubscribeAsync(Action onSignal, Action onCancelRequest, Action<TimeSpan> onDue, CancellationToken cancellationToken);
}
