using TypedTasks.Storage;

namespace TypedTasks.Workers;

/// <summary>
/// What a worker holds and what it should do next: slots take jobs from it and bring outcomes back,
/// pumps take round trips from it and bring claims back. Every decision is made here, under one lock.
/// </summary>
internal sealed partial class WorkBoard : IDisposable
{
    private readonly Lock gate = new();
    private readonly Queue<HeldJob> waiting = [];
    private readonly Dictionary<AttemptId, HeldJob> held = [];
    private readonly Stack<TaskCompletionSource<HeldJob?>> freeSlots = [];
    private readonly Queue<TaskCompletionSource<Trip?>> freePumps = [];
    private readonly TaskCompletionSource settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Load load;
    private readonly bool burst;
    private readonly TimeProvider time;
    private readonly TimeSpan pollInterval;
    private readonly IdlePolling polling;
    private readonly PendingOutcomes outcomes = new();
    private readonly StallWatch stalls;
    private readonly TripsUnderWay trips = new();
    private readonly WorkHints hints = new();
    private readonly RunningJobs running;
    private readonly AbandonedJobs abandoned;
    private readonly LoneRuns lone;

    private TaskCompletionSource? dry;
    private bool reconcile;
    private bool stopping;
    private bool leaving;
    private bool idle;
    private long lastTripAt;

    /// <param name="options">Slots, prefetch and polling.</param>
    /// <param name="abandoned">Too many of them, and nothing is claimed.</param>
    /// <param name="burst">Whether the worker ends when no work is left, instead of waiting for more.</param>
    /// <param name="time">Runs the timers.</param>
    /// <param name="chance">Spreads the polls of many workers.</param>
    public WorkBoard(TypedTasksWorkerOptions options, AbandonedJobs abandoned, bool burst, TimeProvider time, Random chance)
    {
        load = new Load(options.Concurrency, options.MaxPrefetch);
        this.abandoned = abandoned;
        this.burst = burst;
        this.time = time;
        lastTripAt = time.GetTimestamp();
        pollInterval = options.PollInterval;
        polling = new IdlePolling(options.PollInterval, Look, time, chance);
        stalls = new StallWatch(GiveBackStalled, time);
        lone = new LoneRuns(GiveUpDraining, time);
        running = new RunningJobs(options.AbandonAfter, CheckRunning, time);
    }

    /// <summary>Told when the worker begins or ceases to wait for jobs; called under the lock, so it must be quick.</summary>
    public Action<bool>? IdleChanged { get; set; }

    /// <summary>Told which jobs run on although they were asked to stop long ago; called outside the lock, from any thread.</summary>
    public Action<IReadOnlyList<HeldJob>>? Overdue { get; set; }

    /// <summary>Told of a suspect that is given back because so many jobs did not end; called outside the lock, from any thread.</summary>
    public Action<HeldJob, int>? DrainedInVain { get; set; }

    /// <summary>Whether the process may die of what earlier jobs left in it: then a suspect that runs alone is not the only one that can be blamed. Called under the lock, so it must be quick.</summary>
    public Func<bool> MayDieOfOthers { get; init; } = static () => false;

    /// <summary>How many jobs run now, in slots.</summary>
    public int Running { get { lock (gate) return running.Count; } }

    /// <summary>Whether the storage may list jobs as claimed by this worker.</summary>
    public bool MayHoldJobs { get { lock (gate) return held.Count > 0 || trips.Asked > 0; } }

    /// <summary>How long ago the storage last answered a round trip, or the session began.</summary>
    public TimeSpan SinceLastTrip { get { lock (gate) return time.GetElapsedTime(lastTripAt); } }

    /// <summary>Completes when the worker stops claiming and no job runs or waits any more.</summary>
    public Task Settled => settled.Task;

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

    /// <summary>A slot has a thread for the job that it was given: from now on its time runs.</summary>
    /// <returns>False if the job was given up meanwhile; the slot is no longer one.</returns>
    public bool Begin(HeldJob job)
    {
        lock (gate)
        {
            if (running.Begin(job)) return true;
        }

        abandoned.Remove();
        return false;
    }

    /// <summary>Takes an outcome from a slot.</summary>
    /// <param name="job">The job that ended.</param>
    /// <param name="outcome">How; null if it must not be written.</param>
    /// <returns>The slot's next job, if one waits already; null for the slot of a job that was abandoned meanwhile, which is no longer one.</returns>
    public HeldJob? Finish(HeldJob job, AttemptOutcome? outcome)
    {
        lock (gate)
        {
            if (running.End(job))
            {
                load.Ran(time.GetElapsedTime(job.StartedAt));
                hints.SlotFreed();
                Decide(job, outcome);
                var next = Start();
                if (next is not null) running.Begin(next);
                Dispatch();
                return next;
            }
        }

        abandoned.Remove();
        return null;
    }

    /// <summary>Gives up a job that ignores that it should stop: its attempt ends as given, and its slot is free for another.</summary>
    /// <returns>False if it has ended after all.</returns>
    public bool Abandon(HeldJob job, AttemptOutcome? outcome)
    {
        lock (gate)
        {
            if (!running.End(job)) return false;
            SetAside(job);
            hints.SlotFreed();
            Decide(job, outcome);
            Dispatch();
            return true;
        }
    }

    /// <summary>Gives up all jobs that still run when the worker's session ends; the removal of the worker releases those whose tasks have not returned.</summary>
    /// <returns>How many.</returns>
    public int AbandonAll()
    {
        lock (gate)
        {
            var left = running.All;
            foreach (var job in left)
            {
                running.End(job);
                SetAside(job);
                Decide(job, job.Returned);
            }

            Dispatch();
            return left.Count;
        }
    }

    /// <summary>Asks running jobs to stop that somebody canceled.</summary>
    /// <returns>False if some are not held here, or not yet.</returns>
    public bool Cancel(IReadOnlyList<AttemptId> attempts)
    {
        var knowsAll = true;
        lock (gate)
        {
            foreach (var attempt in attempts)
            {
                if (held.TryGetValue(attempt, out var job)) running.Stop(job, StopReason.Canceled);
                else knowsAll = false;
            }
        }

        return knowsAll;
    }

    /// <summary>The task of a job that is held here, for people.</summary>
    public string TaskNameOf(AttemptId attempt)
    {
        lock (gate) return held.TryGetValue(attempt, out var job) ? job.TaskName : "?";
    }

    /// <summary>The running jobs whose tasks have a transaction, the oldest attempt first.</summary>
    public IReadOnlyList<HeldJob> WithTransaction()
    {
        lock (gate) return [.. running.All.Where(job => job.HasTransaction).OrderBy(job => job.StartedAt)];
    }

    /// <summary>Asks all jobs to stop, because the worker leaves: those that do not are given up, and settled by its removal or by its rescuers.</summary>
    public void StopJobs(StopReason reason)
    {
        lock (gate)
        {
            // From now on a job that has started may be one that the board does not know any more. It would be taken for a lost claim, and released.
            leaving = true;
            reconcile = false;
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

    /// <summary>Expects work: something was promoted, rescued or signalled.</summary>
    public void Expect()
    {
        lock (gate) ExpectWork();
    }

    public void Dispose()
    {
        polling.Dispose();
        stalls.Dispose();
        running.Dispose();
        lone.Dispose();
    }

    private bool Finished => stopping && NothingInHand;

    private bool NothingInHand => running.Count == 0 && waiting.Count == 0 && outcomes.Count == 0 && trips.Count == 0 && !reconcile && !lone.NeedsRoom;

    private int Room => abandoned.TooMany || lone.NeedsRoom ? 0 : load.Limit - running.Count - waiting.Count - trips.Asked;

    private void ExpectWork()
    {
        hints.Expect();
        Dispatch();
    }

    private void Decide(HeldJob job, AttemptOutcome? outcome)
    {
        if (outcome is not null)
        {
            outcomes.Add(outcome);
            return;
        }

        // Written already, in a transaction of its own; jobs may have been enqueued in it.
        Forget(job.Id);
        if (burst) hints.ExpectMore();
    }

    private void SetAside(HeldJob job)
    {
        job.Abandon();
        abandoned.Add();
    }

    private void CheckRunning()
    {
        IReadOnlyList<HeldJob> overdue;
        lock (gate) overdue = running.Check();
        if (overdue.Count > 0) Overdue?.Invoke(overdue);
    }

    private void Wait(IReadOnlyList<HeldJob> jobs)
    {
        var now = time.GetTimestamp();
        foreach (var job in jobs)
        {
            job.WaitsSince = now;
            waiting.Enqueue(job);
        }
    }

    private HeldJob? Start()
    {
        if (!waiting.TryDequeue(out var job)) return null;
        running.Hand(job);
        stalls.Started();
        return job;
    }

    private void Dispatch()
    {
        RunHeldSuspect();
        while (freeSlots.Count > 0 && Start() is { } job) freeSlots.Pop().SetResult(job);
        while (freePumps.Count > 0 && MakeTrip() is { } trip) freePumps.Dequeue().SetResult(trip);
        UpdateIdle();
        if (waiting.TryPeek(out var first)) stalls.Watch(first.WaitsSince);
        if (burst && !hints.MayHaveWork && NothingInHand && lone.Settled) dry?.TrySetResult();
        if (stopping) EndWhatIsNotNeeded();
    }

    private void ReleaseWaiting()
    {
        while (waiting.TryDequeue(out var job)) outcomes.Release(job.Id);
        if (!stopping || !lone.IsDraining) return;
        outcomes.Release(lone.LetGo().Id);
        lone.End();
    }

    private void GiveBackStalled()
    {
        lock (gate)
        {
            var noneStarted = stalls.End();
            if (waiting.TryPeek(out var first) && stalls.IsOver(first.WaitsSince))
            {
                load.GaveBack();
                if (noneStarted) load.Stalled();
            }

            while (waiting.TryPeek(out var job) && stalls.IsOver(job.WaitsSince)) outcomes.Release(waiting.Dequeue().Id);

            Dispatch();
        }
    }

    private void EndWhatIsNotNeeded()
    {
        while (freeSlots.TryPop(out var slot)) slot.SetResult(null);
        if (running.Count == 0 && waiting.Count == 0) settled.TrySetResult();
        if (!Finished) return;
        while (freePumps.TryDequeue(out var pump)) pump.SetResult(null);
    }
}
