namespace TypedTasks.Workers;

/// <summary>The trips that pumps are making. Not thread-safe: guarded by its owner.</summary>
internal sealed class TripsUnderWay
{
    /// <summary>How many.</summary>
    public int Count { get; private set; }

    /// <summary>Whether one of them looks for lost claims.</summary>
    public bool Reconciling { get; private set; }

    /// <summary>How many jobs they ask for together.</summary>
    public int Asked { get; private set; }

    public Trip Begin(Trip trip)
    {
        Count++;
        Asked += trip.Claim;
        Reconciling |= trip.Reconcile;
        return trip;
    }

    public void End(Trip trip)
    {
        Count--;
        Asked -= trip.Claim;
        if (trip.Reconcile) Reconciling = false;
    }
}
