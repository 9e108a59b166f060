using TypedTasks.Storage;

namespace TypedTasks.Workers;

/// <summary>
/// Looks which running jobs somebody asked to cancel, sooner than the heartbeat would: at once after a signal,
/// and where none would be heard once a second, as long as there are jobs. A worker that holds none asks nothing.
/// </summary>
internal sealed class CancelWatch(IWorkerStore workers, int workerId, WorkBoard board, Outage outage, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    // Who cancels a thousand jobs one by one sends a thousand signals: those that come together share a look.
    private static readonly TimeSpan Spacing = TimeSpan.FromMilliseconds(100);

    private readonly Doze doze = new(time);
    private volatile bool hears;
    private int wanted;
    private long lastTurn = time.GetTimestamp();

    /// <summary>Whether signals tell of every request; where they do, no look is needed without one.</summary>
    public bool Hears
    {
        set => hears = value;
    }

    /// <summary>Somebody may have asked to cancel a job of this worker.</summary>
    public void Signal()
    {
        Interlocked.Exchange(ref wanted, 1);
        doze.WakeWithin(Left(Spacing));
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var streak = 0;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await doze.WaitAsync(Left(Interval), cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (!cancellationToken.IsCancellationRequested) await TakeTurnAsync(cancellationToken).ConfigureAwait(false);
                streak = 0;
            }
            catch (Exception) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception problem)
            {
                await outage.PauseAsync("looking for cancel requests", problem, ++streak, cancellationToken).ConfigureAwait(false);
                Signal();
            }
        }
    }

    public void Dispose() => doze.Dispose();

    private async ValueTask TakeTurnAsync(CancellationToken cancellationToken)
    {
        var isWanted = Interlocked.Exchange(ref wanted, 0) == 1;
        if (!isWanted && Left(Interval) > TimeSpan.Zero) return;

        Volatile.Write(ref lastTurn, time.GetTimestamp());
        if ((!isWanted && hears) || !board.MayHoldJobs) return;

        // What the board does not know yet was claimed, but the answer is still on its way: it is looked for again at the next turn.
        var requests = await workers.ListCancelRequestsAsync(workerId, cancellationToken).ConfigureAwait(false);
        if (!board.Cancel(requests)) Interlocked.Exchange(ref wanted, 1);
    }

    private TimeSpan Left(TimeSpan interval)
    {
        var left = interval - time.GetElapsedTime(Volatile.Read(ref lastTurn));
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
