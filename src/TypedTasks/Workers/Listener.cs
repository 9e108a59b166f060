using Microsoft.Extensions.Logging;

using TypedTasks.Storage;

namespace TypedTasks.Workers;

/// <summary>Keeps a subscription to signals alive, tells it whether the worker is idle, and passes on what it hears.</summary>
internal sealed class Listener(ISignal signal, WorkBoard board, Stagger stagger, Maintenance maintenance, CancelWatch cancels, TimeProvider time, Random chance, ILogger logger)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    // Polling goes on meanwhile; a server without room for a connection is not to be pressed for one that only saves time.
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new();
    private ISignalSubscription? subscription;
    private bool idle;
    private int streak;

    /// <summary>Passed on to the subscription, now or when there is one.</summary>
    public void SetIdle(bool now)
    {
        lock (gate)
        {
            idle = now;
            subscription?.SetIdle(now);
        }
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception problem)
            {
                Log.SignalLost(logger, problem.Message);
                await Task.Delay(GrowingPause.After(++streak, FirstPause, LongestPause, chance), time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        var current = await signal.SubscribeAsync(stagger.Signal, cancels.Signal, PromoteWithin, cancellationToken).ConfigureAwait(false);
        await using (current.ConfigureAwait(false))
        {
            Use(current);
            streak = 0;
            try
            {
                // What was enqueued or canceled before the subscription began has signalled nobody.
                board.Hears(current.HearsJobs);
                cancels.Signal();
                await current.Completion.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                Use(null);
                board.Hears(false);
            }
        }
    }

    // All workers are told of the same moment.
    private void PromoteWithin(TimeSpan delay) => maintenance.PromoteWithin(delay + stagger.Draw());

    private void Use(ISignalSubscription? current)
    {
        lock (gate)
        {
            subscription = current;
            cancels.Hears = current is { HearsCancelRequests: true };
            current?.SetIdle(idle);
        }
    }
}
