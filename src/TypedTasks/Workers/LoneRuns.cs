using TypedTasks.Storage;

namespace TypedTasks.Workers;

/// <summary>
/// Runs suspects, jobs that may be what kills their workers, with nothing beside them: one is held while the worker's other jobs end, then claimed again to run alone.
/// A busy worker gives them no more than half of its time. Not thread-safe: guarded by its owner.
/// </summary>
internal sealed class LoneRuns(TimeProvider time)
{
    private Phase phase;
    private HeldJob? suspect;
    private bool wait;
    private long beganAt;
    private TimeSpan lasted;
    private long endedAt;

    private enum Phase
    {
        None,
        Holding,
        Draining,
        Claiming,
        Running,
    }

    /// <summary>Whether the worker makes or keeps room: it claims no other jobs.</summary>
    public bool NeedsRoom => phase >= Phase.Draining;

    /// <summary>Whether nothing is to be done about suspects.</summary>
    public bool Settled => phase == Phase.None && !wait;

    /// <summary>Takes in whether suspects wait that this worker could run.</summary>
    public void Told(bool suspectsWait) => wait = suspectsWait;

    /// <summary>Whether to claim a suspect, to hold it.</summary>
    /// <param name="isIdle">Whether the worker has nothing else to do: then it need not wait for its other half of the time.</param>
    public bool WantsOne(bool isIdle) => phase == Phase.None && wait && (isIdle || time.GetElapsedTime(endedAt) >= lasted);

    public void HoldBegins()
    {
        phase = Phase.Holding;
        beganAt = time.GetTimestamp();
    }

    public void Hold(HeldJob job)
    {
        suspect = job;
        phase = Phase.Draining;
    }

    /// <summary>The suspect that is held, to be given back: to be claimed again and run alone, or because the worker stops.</summary>
    public HeldJob LetGo()
    {
        var held = suspect ?? throw new InvalidOperationException("No suspect is held.");
        suspect = null;
        phase = Phase.Claiming;
        return held;
    }

    public void Run(HeldJob job)
    {
        suspect = job;
        phase = Phase.Running;
    }

    /// <summary>Whether this is the attempt that runs alone, which has ended then.</summary>
    public bool Ends(AttemptId attempt)
    {
        if (phase != Phase.Running || suspect?.Id != attempt) return false;
        End();
        return true;
    }

    /// <summary>There was none to claim, or nobody knows, or it has run.</summary>
    public void End()
    {
        phase = Phase.None;
        suspect = null;
        wait = false;
        endedAt = time.GetTimestamp();
        lasted = time.GetElapsedTime(beganAt, endedAt);
    }

    /// <summary>Whether a held suspect waits until the worker is empty.</summary>
    public bool IsDraining => phase == Phase.Draining;
}
