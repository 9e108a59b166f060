namespace TypedTasks.Storage;

/// <summary>Says that there may be work: a hint that shortens waiting; polling stays the truth.</summary>
public interface ISignal
{
    /// <summary>Starts to listen.</summary>
    /// <param name="onSignal">Called for each hint, from any thread; must be quick and must not throw.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    ValueTask<ISignalSubscription> SubscribeAsync(Action onSignal, CancellationToken cancellationToken);
}
