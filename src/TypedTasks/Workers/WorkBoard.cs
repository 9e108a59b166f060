using TypedTasks.Storage;

namespace TypedTasks.Workers;

/// <summary>
/// What a worker holds and what it should do next: slots take jobs from it and bring outcomes back,
/// pumps take round trips from it and bring claims back. Every decision is made here, under one lock.
/// </summary>
internal sealed class WorkBoard : IDisposable
{
    // Larger batches gain nothing and hold row locks longer.
    private const int BatchSize = 500;

    // While one trip is under way, a second one is worth its cost only for this many outcomes.
    private const int WorthASecondTrip = 100;

    private readonly Lock gate = new();
    private readonly Queue<HeldJob> waiting = [];
    private readonly Dictionary<AttemptId, HeldJob> held = [];
    private readonly Stack<TaskCompletionSource<HeldJob?>> freeSlots = [];
    private readonly Queue<TaskCompletionSource<Trip?>> freePumps = [];
    private readonly TaskCompletionSource settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Load load;
    private readonly bool burst;
    private readonly IdlePolling polling;
    private readonly PendingOutcomes outcomes = new();
    private readonly StallWatch stalls;
    private readonly TripsUnderWay trips = new();

    private TaskCompletionSource? dry;
    private int running;
    private int hints;
    private bool mayHaveWork = true;
    private bool thorough = true;
    private bool reconcile;
    private bool stopping;
    private bool idle;

    /// <param name="options">Slots, prefetch and polling.</param>
    /// <param name="burst">Whether the worker ends when no work is left, instead of waiting for more.</param>
    /// <param name="time">Runs the timers.</param>
    /// <param name="chance">Spreads the polls of many workers.</param>
    public WorkBoard(TypedTasksWorkerOptions options, bool burst, TimeProvider time, Random chance)
    {
        load = new Load(options.Concurrency, options.MaxPrefetch);
        this.burst = burst;
        polling = new IdlePolling(options.PollInterval, Expect, time, chance);
        stalls = new StallWatch(GiveBackStalled, time);
    }

    /// <summary>Told when the worker begins or ceases to wait for jobs; called under the lock, so it must be quick.</summary>
    public Action<bool>? IdleChanged { get; set; }

    /// <summary>How many jobs run now.</summary>
    public int Running { get { lock (gate) return running; } }

    /// <summary>Completes when the worker stops claiming and no job runs or waits any more.</summary>
    public Task Settled => settled.Task;

    /// <summary>A hint that there may be work.</summary>
    public void Signal()
    {
        lock (gate)
        {
            polling.Restart();
            ExpectWork();
        }
    }

    /// <summary>The job that a slot should run next; null when the slot is no longer needed.</summary>
    public ValueTask<HeldJob?> NextJobAsync()
    {
        lock (gate)
        {
            if (Start() is { } job) return new(job);
            if (stopping) return new((HeldJob?)null);
            var slot = new TaskCompletionSource<HeldJob?>(TaskCreationOptions.RunContinuationsAsynchronously);
            freeSlots.Push(slot);
            return new(slot.Task);
        }
    }

    /// <summary>Takes an outcome from a slot.</summary>
    /// <param name="job">The job that ended.</param>
    /// <param name="outcome">How; null if it must not be written.</param>
    /// <param name="ran">How long it ran.</param>
    /// <returns>The slot's next job, if one waits already.</returns>
    public HeldJob? Finish(HeldJob job, AttemptOutcome? outcome, TimeSpan ran)
    {
        lock (gate)
        {
            running--;
            load.Ran(ran);
            if (outcome is null) held.Remove(job.Id);
            else outcomes.Add(outcome);
            var next = Start();
            Dispatch();
            return next;
        }
    }

    /// <summary>The next round trip worth making; null when the worker has stopped and everything is written.</summary>
    public ValueTask<Trip?> NextTripAsync()
    {
        lock (gate)
        {
            if (MakeTrip() is { } trip) return new(trip);
            if (Finished) return new((Trip?)null);
            var pump = new TaskCompletionSource<Trip?>(TaskCreationOptions.RunContinuationsAsynchronously);
            freePumps.Enqueue(pump);
            UpdateIdle();
            return new(pump.Task);
        }
    }

    /// <summary>Takes in what came of a round trip.</summary>
    public void Complete(Trip trip, IReadOnlyList<HeldJob> claimed)
    {
        lock (gate)
        {
            trips.End(trip);
            foreach (var outcome in trip.Outcomes) held.Remove(outcome.Attempt);
            foreach (var job in claimed)
            {
                held.Add(job.Id, job);
                waiting.Enqueue(job);
            }

            if (trip.Claim > 0) LearnFromClaim(trip, claimed.Count);
            if (burst && trip.Outcomes.Count > 0) ExpectMore();
            if (stopping) ReleaseWaiting();
            Dispatch();
        }
    }

    /// <summary>Takes back a round trip whose outcome is unknown: what it wrote is written again (the fence makes that harmless), what it claimed is looked for.</summary>
    public void Fail(Trip trip)
    {
        lock (gate)
        {
            trips.End(trip);
            outcomes.Return(trip.Outcomes);
            if (trip.Claim > 0 || trip.Reconcile) reconcile = true;
            Dispatch();
        }
    }

    /// <summary>Takes in the answer to a reconciling trip: everything claimed in this worker's name.</summary>
    /// <returns>How many of them it did not know; they are released.</returns>
    public int Reconcile(Trip trip, IReadOnlyList<AttemptId> claimed)
    {
        lock (gate)
        {
            trips.End(trip);
            AttemptId[] unknown = [.. claimed.Where(attempt => !held.ContainsKey(attempt) && !outcomes.Contains(attempt))];
            foreach (var attempt in unknown) outcomes.Release(attempt);
            ExpectWork();
            return unknown.Length;
        }
    }

    /// <summary>Has claims looked for whose answer was lost: one may also have taken effect after it was given up.</summary>
    public void LookForLostClaims()
    {
        lock (gate)
        {
            reconcile = true;
            Dispatch();
        }
    }

    /// <summary>Asks running jobs to stop that somebody canceled.</summary>
    public void Cancel(IReadOnlyList<AttemptId> attempts)
    {
        lock (gate)
        {
            foreach (var attempt in attempts)
            {
                if (held.TryGetValue(attempt, out var job)) job.Stop(StopReason.Canceled);
            }
        }
    }

    /// <summary>Asks all jobs to stop.</summary>
    public void StopJobs(StopReason reason)
    {
        lock (gate)
        {
            foreach (var job in held.Values) job.Stop(reason);
        }
    }

    /// <summary>Ends claiming: jobs that have not started are released, those that run may go on.</summary>
    public void StopClaiming()
    {
        lock (gate)
        {
            stopping = true;
            ReleaseWaiting();
            Dispatch();
        }
    }

    /// <summary>Completes when, in a burst, a thorough claim found nothing and nothing is left to run or to write.</summary>
    public Task DryAsync()
    {
        lock (gate)
        {
            if (dry is null || dry.Task.IsCompleted) dry = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Dispatch();
            return dry.Task;
        }
    }

    /// <summary>Expects work: something was promoted, rescued or is due for a poll.</summary>
    public void Expect()
    {
        lock (gate) ExpectWork();
    }

    public void Dispose()
    {
        polling.Dispose();
        stalls.Dispose();
    }

    private bool Finished => stopping && NothingInHand;

    private bool NothingInHand => running == 0 && waiting.Count == 0 && outcomes.Count == 0 && trips.Count == 0 && !reconcile;

    private int Room => load.Limit - running - waiting.Count - trips.Asked;

    private void ExpectWork()
    {
        thorough = true;
        ExpectMore();
        Dispatch();
    }

    /// <summary>In a burst, what ended jobs have enqueued is work too. It needs no thorough claim: only after an empty one the next is, and the last.</summary>
    private void ExpectMore()
    {
        hints++;
        mayHaveWork = true;
    }

    private HeldJob? Start()
    {
        if (!waiting.TryDequeue(out var job)) return null;
        running++;
        stalls.Started();
        return job;
    }

    private void Dispatch()
    {
        while (freeSlots.Count > 0 && Start() is { } job) freeSlots.Pop().SetResult(job);
        while (freePumps.Count > 0 && MakeTrip() is { } trip) freePumps.Dequeue().SetResult(trip);
        UpdateIdle();
        if (waiting.Count > 0) stalls.Watch();
        if (burst && !mayHaveWork && NothingInHand) dry?.TrySetResult();
        if (stopping) EndWhatIsNotNeeded();
    }

    private Trip? MakeTrip()
    {
        // What another trip claims or finishes meanwhile would look like a lost claim, and be released while it runs.
        if (trips.Reconciling || (reconcile && trips.Count > 0)) return null;
        if (reconcile)
        {
            reconcile = false;
            return trips.Begin(new Trip { Outcomes = [], Claim = 0, Reconcile = true });
        }

        // A trip made now would carry little, and the pump would be away when there is more.
        var room = Room;
        if (load.EndsSoon(waiting.Count) && room < BatchSize) return null;
        if (mayHaveWork && room > 0 && !stopping && (waiting.Count == 0 || room >= Math.Min(BatchSize, load.Limit) / 2))
            return Begin(Math.Min(room, BatchSize));
        if (outcomes.Count > 0 && (trips.Count == 0 || outcomes.Count >= WorthASecondTrip)) return Begin(0);
        return null;
    }

    private Trip Begin(int claim)
    {
        var taken = outcomes.Take(BatchSize);
        var trip = new Trip { Outcomes = taken, Repeated = outcomes.Repeated(taken), Claim = claim, Thorough = thorough, Hints = hints };
        if (claim > 0) thorough = false;
        return trips.Begin(trip);
    }

    private void LearnFromClaim(Trip trip, int claimed)
    {
        if (claimed > 0)
        {
            polling.Restart();
            SetIdle(false);
            return;
        }

        if (trip.Hints != hints) return;
        if (trip.Thorough) mayHaveWork = false;
        else thorough = true;
    }

    private void ReleaseWaiting()
    {
        while (waiting.TryDequeue(out var job)) outcomes.Release(job.Id);
    }

    private void GiveBackStalled()
    {
        lock (gate)
        {
            if (stalls.End() && waiting.Count > 0)
            {
                ReleaseWaiting();
                load.Stalled();
            }

            Dispatch();
        }
    }

    private void UpdateIdle()
    {
        if (!mayHaveWork && !stopping && Room > 0) polling.Begin();
        else polling.End();

        // A poll alone does not end idleness: an enqueue that commits while the poll is under way must still find somebody to signal.
        if (running + waiting.Count >= load.Limit || stopping) SetIdle(false);
        else if (!mayHaveWork) SetIdle(true);
    }

    private void SetIdle(bool now)
    {
        if (now == idle) return;
        idle = now;
        IdleChanged?.Invoke(now);
    }

    private void EndWhatIsNotNeeded()
    {
        while (freeSlots.TryPop(out var slot)) slot.SetResult(null);
        if (running == 0 && waiting.Count == 0) settled.TrySetResult();
        if (!Finished) return;
        while (freePumps.TryDequeue(out var pump)) pump.SetResult(null);
    }
}
