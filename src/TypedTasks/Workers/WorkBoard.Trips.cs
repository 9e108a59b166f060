using TypedTasks.Storage;

namespace TypedTasks.Workers;

/// <content>The round trips that pumps make: what to write and to claim, and what came of it.</content>
internal sealed partial class WorkBoard
{
    // Larger batches gain nothing and hold row locks longer.
    private const int BatchSize = 500;

    // While one trip is under way, a second one is worth its cost only for this many outcomes.
    private const int WorthASecondTrip = 100;

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
    public void Complete(Trip trip, IReadOnlyList<HeldJob> claimed, bool? suspectsWait = null)
    {
        lock (gate)
        {
            trips.End(trip);
            lastTripAt = time.GetTimestamp();
            foreach (var outcome in trip.Outcomes) Forget(outcome.Attempt);
            foreach (var job in claimed) held.Add(job.Id, job);
            if (suspectsWait is { } wait) lone.Told(wait);
            if (trip.Kind == ClaimKind.Ready) TakeReady(trip, claimed);
            else TakeSuspect(trip, claimed);
            if (burst && trip.Outcomes.Count > 0) hints.ExpectMore();
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
            if (trip.Claim > 0 || trip.Reconcile) reconcile = !leaving;
            if (trip.Kind != ClaimKind.Ready) lone.End();
            if (trip.Promotes) hints.Look();
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
            AttemptId[] unknown = leaving ? [] : [.. claimed.Where(attempt => !held.ContainsKey(attempt) && !outcomes.Contains(attempt))];
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
            reconcile = !leaving;
            Dispatch();
        }
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

        if (SuspectTrip() is { } suspect) return suspect;

        // A trip made now would carry little, and the pump would be away when there is more.
        var room = Room;
        if (load.EndsSoon(waiting.Count) && room < BatchSize) return null;
        if (hints.MayHaveWork && room > 0 && !stopping && (waiting.Count == 0 || room >= Math.Min(BatchSize, load.Limit) / 2))
            return Begin(Math.Min(room, BatchSize));
        if (outcomes.Count > 0 && (trips.Count == 0 || outcomes.Count >= WorthASecondTrip)) return Begin(0);
        return null;
    }

    private Trip? SuspectTrip()
    {
        if (stopping || abandoned.TooMany) return null;
        if (lone.WantsOne(isIdle: running.Count == 0 && waiting.Count == 0 && !hints.MayHaveWork))
        {
            lone.HoldBegins();
            return Begin(1, ClaimKind.Hold);
        }

        if (!IsEmptyForSuspect) return null;

        // Released and claimed again in one transaction, so that nobody else can take it in between.
        outcomes.Release(lone.LetGo().Id);
        return Begin(1, ClaimKind.Alone);
    }

    private bool IsEmptyForSuspect => lone.IsDraining && running.Count == 0 && waiting.Count == 0 && trips.Count == 0 && outcomes.Count == 0;

    /// <summary>
    /// Where the process may die of what others left in it, a suspect runs as the held job that it is: nobody is charged for a death, and the process that comes then is fresh.
    /// Not to run it would let it wait for ever where every worker has such a task.
    /// </summary>
    private void RunHeldSuspect()
    {
        if (stopping || abandoned.TooMany || !IsEmptyForSuspect || !MayDieOfOthers()) return;
        var suspect = lone.LetGo();
        lone.Run(suspect);
        Wait([suspect]);
    }

    private void GiveUpDraining()
    {
        HeldJob? suspect;
        int left;
        lock (gate)
        {
            suspect = lone.GiveUp();
            left = running.Count;
            if (suspect is null) return;
            outcomes.Release(suspect.Id);
            ExpectWork();
        }

        DrainedInVain?.Invoke(suspect, left);
    }

    private Trip Begin(int claim, ClaimKind kind = ClaimKind.Ready)
    {
        var taken = outcomes.Take(BatchSize);
        var trip = new Trip
        {
            Outcomes = taken,
            Repeated = outcomes.Repeated(taken),
            Claim = claim,
            Kind = kind,
            FreeSlots = Math.Max(load.Slots - running.Count - waiting.Count - trips.Asked, 0),
            Thorough = hints.Thorough && kind == ClaimKind.Ready,
            Promotes = hints.Promotes && kind == ClaimKind.Ready && claim > 0 && !burst,
            Hints = hints.Count,
        };
        if (claim > 0 && kind == ClaimKind.Ready) hints.ClaimBegins();
        return trips.Begin(trip);
    }

    private void TakeReady(Trip trip, IReadOnlyList<HeldJob> claimed)
    {
        Wait(claimed);
        if (trip.Claim > 0) LearnFromClaim(trip, claimed.Count);
    }

    private void TakeSuspect(Trip trip, IReadOnlyList<HeldJob> claimed)
    {
        if (claimed.Count == 0)
        {
            // None to hold, though there seemed to be: somebody else has it under way. The next look tells; to claim at once for one would be a loop without a pause.
            lone.End();
            if (trip.Kind == ClaimKind.Alone) hints.Expect();
        }
        else if (trip.Kind == ClaimKind.Hold)
        {
            lone.Hold(claimed[0], besideEndless: running.AnyEndless);
        }
        else
        {
            lone.Run(claimed[0]);
            Wait(claimed);
        }
    }

    private void Forget(AttemptId attempt)
    {
        held.Remove(attempt);
        if (lone.Ends(attempt)) hints.Expect();
    }

    private void LearnFromClaim(Trip trip, int claimed)
    {
        if (claimed > 0)
        {
            polling.Restart();
            SetIdle(false);
            return;
        }

        hints.ClaimFoundNothing(trip);
    }
}
