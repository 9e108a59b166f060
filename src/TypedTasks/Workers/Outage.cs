using Microsoft.Extensions.Logging;

using TypedTasks.Storage;

namespace TypedTasks.Workers;

/// <summary>
/// Counts failures of the storage: growing pauses with jitter, and one log line at the start, one a minute, one at the end.
/// Outages in quick succession are each told, up to a few; one activity may fail for ever while the others succeed between its attempts.
/// </summary>
internal sealed class Outage(TimeProvider time, Random chance, ILogger logger)
{
    // So many outages are announced whenever they come; each that was is made up for within a minute.
    private const int MostAtOnce = 5;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private int failures;
    private bool announced;
    private long lastLogged;
    private int announcements = MostAtOnce;
    private long countedAt = time.GetTimestamp();
    private string? trouble;

    /// <summary>What failed last; null if all has succeeded since.</summary>
    public string? Trouble => Volatile.Read(ref trouble);

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

    /// <summary>Takes in a failure of one activity.</summary>
    /// <param name="activity">What failed, for errors that are no storage's.</param>
    /// <param name="problem">What was thrown.</param>
    public void Report(string activity, Exception problem)
    {
        lock (gate)
        {
            failures++;
            trouble = problem.Message;
            if (announced ? time.GetElapsedTime(lastLogged) < Minute : !MayAnnounce()) return;
            lastLogged = time.GetTimestamp();
            if (problem is not StorageException) Log.Unexpected(logger, activity, problem);
            else if (!announced) Log.StorageLost(logger, problem.Message);
            else Log.StorageStillLost(logger, failures, problem.Message);
            announced = true;
        }
    }

    public void Over()
    {
        if (Volatile.Read(ref failures) == 0) return;
        lock (gate)
        {
            if (announced) Log.StorageBack(logger, failures);
            announced = false;
            failures = 0;
            trouble = null;
        }
    }

    // Refused to one of many in a row, it is granted to a later failure: what lasts is told within a minute.
    private bool MayAnnounce()
    {
        var minutes = (int)(time.GetElapsedTime(countedAt) / Minute);
        if (minutes > 0)
        {
            announcements = Math.Min(announcements + minutes, MostAtOnce);
            countedAt = time.GetTimestamp();
        }

        if (announcements == 0) return false;
        announcements--;
        return true;
    }
}
