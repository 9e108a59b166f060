using Microsoft.Extensions.Logging;

using TypedTasks.Storage;

namespace TypedTasks.Workers;

/// <summary>Counts failures of the storage: growing pauses with jitter, and one log line at the start, one a minute, one at the end.</summary>
internal sealed class Outage(TimeProvider time, Random chance, ILogger logger)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Reminder = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private int failures;
    private bool announced;
    private long? lastLogged;

    /// <summary>Takes in a failure of one activity and waits before its next attempt.</summary>
    /// <param name="activity">What failed, for errors that are no storage's.</param>
    /// <param name="problem">What was thrown.</param>
    /// <param name="streak">How often this activity has failed in a row, from 1.</param>
    /// <param name="cancellationToken">Ends the pause.</param>
    public async Task PauseAsync(string activity, Exception problem, int streak, CancellationToken cancellationToken)
    {
        Report(activity, problem);
        await Task.Delay(GrowingPause.After(streak, FirstPause, LongestPause, chance), time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Over()
    {
        if (Volatile.Read(ref failures) == 0) return;
        lock (gate)
        {
            if (announced) Log.StorageBack(logger, failures);
            announced = false;
            failures = 0;
        }
    }

    private void Report(string activity, Exception problem)
    {
        lock (gate)
        {
            failures++;

            // Also a new outage: one activity may fail for ever while the others succeed between its attempts.
            if (lastLogged is { } last && time.GetElapsedTime(last) < Reminder) return;
            lastLogged = time.GetTimestamp();
            if (problem is not StorageException) Log.Unexpected(logger, activity, problem);
            else if (!announced) Log.StorageLost(logger, problem.Message);
            else Log.StorageStillLost(logger, failures, problem.Message);
            announced = true;
        }
    }
}
