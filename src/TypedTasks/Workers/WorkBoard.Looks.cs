namespace TypedTasks.Workers;

/// <content>Idleness: when the worker looks for jobs on its own, and when it wants to be signalled.</content>
internal sealed partial class WorkBoard
{
    /// <summary>How long scheduled jobs may go unlooked for, before spreading: longer while the worker is idle and signals tell of what is scheduled.</summary>
    public TimeSpan LookInterval { get { lock (gate) return idle ? polling.Longest : pollInterval; } }

    /// <summary>Takes in whether signals tell an idle worker of every job. From now on, or no more: what was missed is looked for.</summary>
    public void Hears(bool jobs)
    {
        lock (gate)
        {
            polling.Hears(jobs);
            polling.Restart();
            hints.Look();
            Dispatch();
        }
    }

    /// <summary>Takes in how many other workers look for the same jobs.</summary>
    public void KnowsOf(int others)
    {
        lock (gate) polling.KnowsOf(others);
    }

    /// <summary>Looks at everything with the next claim, scheduled jobs too.</summary>
    /// <returns>False if there is none to come soon: no slot is free, or the worker stops.</returns>
    public bool TryLook()
    {
        lock (gate)
        {
            if (burst || stopping || IsFull) return false;
            hints.Look();
            Dispatch();
            return true;
        }
    }

    private bool IsFull => abandoned.TooMany || lone.NeedsRoom || running.Count + waiting.Count >= load.Limit;

    private void Look()
    {
        lock (gate)
        {
            hints.Look();
            Dispatch();
        }
    }

    private void UpdateIdle()
    {
        if (!hints.MayHaveWork && !stopping && Room > 0) polling.Begin();
        else polling.End();

        // A poll alone does not end idleness: an enqueue that commits while the poll is under way must still find somebody to signal.
        if (IsFull || stopping) SetIdle(false);
        else if (!hints.MayHaveWork) SetIdle(true);
    }

    private void SetIdle(bool now)
    {
        if (now == idle) return;
        idle = now;
        IdleChanged?.Invoke(now);
    }
}
