namespace TypedTasks.Workers;

/// <summary>
/// The jobs that run now, and until when they may: first until their timeout, then, asked to stop, for the patience with tasks that ignore it.
/// One timer for all, set to the soonest. Not thread-safe: guarded by its owner.
/// </summary>
internal sealed class RunningJobs : IDisposable
{
    // Timers take no more than 49 days.
    private static readonly TimeSpan LongestPause = TimeSpan.FromDays(1);

    private readonly List<HeldJob> jobs = [];
    private readonly TimeSpan patience;
    private readonly TimeProvider time;
    private readonly ITimer timer;
    private long wakesAt = long.MaxValue;

    /// <param name="patience">How long a task may ignore that it was asked to stop.</param>
    /// <param name="overdue">Called when a job may be overdue, from any thread.</param>
    /// <param name="time">Runs the timer.</param>
    public RunningJobs(TimeSpan patience, Action overdue, TimeProvider time)
    {
        this.patience = patience;
        this.time = time;
        timer = time.CreateTimer(_ => overdue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public int Count => jobs.Count;

    /// <summary>Whether one of them has no limit, or does not run yet.</summary>
    public bool AnyEndless => jobs.Exists(static job => job.DueAt == long.MaxValue);

    public IReadOnlyList<HeldJob> All => [.. jobs];

    /// <summary>Takes in a job that a slot is given. Its time does not run yet: the slot may have to wait for a thread.</summary>
    public void Hand(HeldJob job)
    {
        job.Place = jobs.Count;
        jobs.Add(job);
        job.DueAt = long.MaxValue;
        if (job.StopReason != StopReason.None) LimitTo(job, patience, since: time.GetTimestamp());
    }

    /// <summary>The slot runs it now.</summary>
    /// <returns>False if it was given up before.</returns>
    public bool Begin(HeldJob job)
    {
        if (job.Place < 0) return false;
        job.Begin(time.GetTimestamp());
        LimitTo(job, job.StopReason == StopReason.None ? job.Timeout : patience, since: job.StartedAt);
        return true;
    }

    /// <summary>Takes a job out: it ended, or is given up.</summary>
    /// <returns>False if it was out already.</returns>
    public bool End(HeldJob job)
    {
        if (job.Place < 0) return false;
        var last = jobs[^1];
        jobs[job.Place] = last;
        last.Place = job.Place;
        jobs.RemoveAt(jobs.Count - 1);
        job.Place = -1;
        return true;
    }

    /// <summary>Asks a job to stop; from then on it has only the patience. A job that does not run yet finds the request when it starts.</summary>
    public void Stop(HeldJob job, StopReason reason)
    {
        if (job.Stop(reason) && job.Place >= 0) LimitTo(job, patience, time.GetTimestamp());
    }

    /// <summary>Asks jobs to stop whose timeout is over.</summary>
    /// <returns>Those that were asked before and ran on all the same.</returns>
    public IReadOnlyList<HeldJob> Check()
    {
        wakesAt = long.MaxValue;
        var now = time.GetTimestamp();
        List<HeldJob>? overdue = null;
        foreach (var job in jobs)
        {
            if (job.DueAt > now) WakeAt(job.DueAt, now);
            else if (job.StopReason == StopReason.None) Stop(job, StopReason.Timeout);
            else Expire(job);
        }

        return overdue ?? [];

        // Told once: whoever is told gives it up, which may take a while where there are hundreds.
        void Expire(HeldJob job)
        {
            job.DueAt = long.MaxValue;
            (overdue ??= []).Add(job);
        }
    }

    public void Dispose() => timer.Dispose();

    private void LimitTo(HeldJob job, TimeSpan limit, long since)
    {
        job.DueAt = limit > TimeSpan.Zero ? time.After(since, limit) : long.MaxValue;
        if (job.DueAt < wakesAt) WakeAt(job.DueAt, since);
    }

    private void WakeAt(long at, long now)
    {
        if (at >= wakesAt) return;
        wakesAt = at;
        var pause = time.GetElapsedTime(now, at);
        if (pause > LongestPause) pause = LongestPause;
        timer.Change(pause > TimeSpan.Zero ? Timing.RoundUp(pause) : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
