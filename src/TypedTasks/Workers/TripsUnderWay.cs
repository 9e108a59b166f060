namespace TypedTasks.Workers;

/// <summary>The trips that pumps are making. Not thread-safe: guarded by its owner.</summary>
internal sealed class TripsUnderWay
{
    /// <summary>How many.</summary>
    public int Count { get; private set; }

    /// <summary>How many of them may bring claimed jobs to light.</summary>
    public int Claiming { get; private set; }

    /// <summary>How many jobs they ask for together.</summary>
    public int Asked { get; private set; }

    public Trip Begin(Trip trip)
    {
        Count++;
        Asked += trip.Claim;
        if (trip.Claim > 0 || trip.Reconcile) Claiming++;
        return trip;
    }

    public void End(Trip trip)
    {
        Count--;
        Asked -= trip.Claim;
        if (trip.Claim > 0 || trip.Reconcile) Claiming--;
    }
}
