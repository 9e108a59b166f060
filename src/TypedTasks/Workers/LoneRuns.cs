using TypedTasks.Storage;

namespace TypedTasks.Workers;

/// <summary>
/// Runs suspects, jobs that may be what kills their workers, with nothing beside them: one is held while the worker's other jobs end, then claimed again to run alone.
/// A busy worker gives them no more than half of its time, and gives up when it does not become empty. Not thread-safe: guarded by its owner.
/// </summary>
internal sealed class LoneRuns : IDisposable
{
    // By then tasks with the usual limit of ten minutes have ended or are abandoned.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    // Beside a job without a limit, which may be meant to run for ever.
    private static readonly TimeSpan PatienceWithTheEndless = TimeSpan.FromMinutes(1);

    // Each attempt in vain doubles the patience, so that hours of work are waited for, too, in the end; nine tenths of the time are left to other jobs.
    private const int MostDoublings = 4;
    private const int RestPerVainAttempt = 9;

    private readonly TimeProvider time;
    private readonly ITimer timer;
    private Phase phase;
    private HeldJob? suspect;
    private bool wait;
    private long beganAt;
    private TimeSpan rest;
    private long endedAt;
    private TimeSpan patience;
    private int vainAttempts;

    /// <param name="impatient">Called when a suspect may have been held for too long, from any thread.</param>
    /// <param name="time">Runs the timer.</param>
    public LoneRuns(Action impatient, TimeProvider time)
    {
        this.time = time;
        timer = time.CreateTimer(_ => impatient(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

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
    public bool WantsOne(bool isIdle) => phase == Phase.None && wait && (isIdle || time.GetElapsedTime(endedAt) >= rest);

    public void HoldBegins()
    {
        phase = Phase.Holding;
        beganAt = time.GetTimestamp();
    }

    /// <param name="job">The suspect.</param>
    /// <param name="besideEndless">Whether a job runs that has no limit.</param>
    public void Hold(HeldJob job, bool besideEndless)
    {
        suspect = job;
        phase = Phase.Draining;
        patience = (besideEndless ? PatienceWithTheEndless : Patience) * (1 << Math.Min(vainAttempts, MostDoublings));
        timer.Change(Timing.RoundUp(patience), Timeout.InfiniteTimeSpan);
    }

    /// <summary>Gives up to become empty for the suspect that is held, if that has lasted long enough.</summary>
    /// <returns>The suspect, to be given back; else null.</returns>
    public HeldJob? GiveUp()
    {
        if (phase != Phase.Draining || time.GetElapsedTime(beganAt) < patience) return null;
        var held = LetGo();
        End();
        rest *= RestPerVainAttempt;
        vainAttempts++;
        return held;
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
        vainAttempts = 0;
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
        rest = time.GetElapsedTime(beganAt, endedAt);
    }

    public void Dispose() => timer.Dispose();

    /// <summary>Whether a held suspect waits until the worker is empty.</summary>
    public bool IsDraining => phase == Phase.Draining;
}
