namespace TypedTasks.Workers;

/// <summary>How many jobs to hold: the slots, and ahead of them what will start within 50 ms at the pace of the last jobs.</summary>
internal sealed class Load(int concurrency, int maxPrefetch)
{
    private static readonly double WorthWaiting = TimeSpan.FromMilliseconds(50).TotalMilliseconds;

    private static readonly double RoundTrip = TimeSpan.FromMilliseconds(2).TotalMilliseconds;

    // Until jobs have been timed, they are taken for slow: claiming too little costs a round trip, too much makes other workers wait.
    private double averageMilliseconds = double.PositiveInfinity;

    // Where short jobs and long ones come mixed, the mean of the last ones says little of the next: halved when jobs had to be given back, and slowly raised again.
    private const double RaisePerJob = 1.0 / 16;
    private double mostAhead = maxPrefetch;

    public int Slots => concurrency;

    public int Limit => concurrency + Prefetch;

    private int Prefetch => (int)Math.Min(mostAhead, concurrency * (WorthWaiting / Math.Max(averageMilliseconds, 0.001)));

    /// <summary>Whether the jobs that wait for a slot will have run before a round trip to the storage could come back.</summary>
    public bool EndsSoon(int waiting) => waiting > 0 && waiting * averageMilliseconds / concurrency < RoundTrip;

    /// <summary>Takes in how long a job ran. The mean moves by an eighth, so that a few odd jobs do not turn it over.</summary>
    public void Ran(TimeSpan duration)
    {
        averageMilliseconds = double.IsPositiveInfinity(averageMilliseconds)
            ? duration.TotalMilliseconds
            : averageMilliseconds + ((duration.TotalMilliseconds - averageMilliseconds) / 8);
        mostAhead = Math.Min(maxPrefetch, mostAhead + RaisePerJob);
    }

    /// <summary>What was claimed ahead has waited for too long, and is given back.</summary>
    public void GaveBack() => mostAhead = (Prefetch > 0 ? Prefetch : mostAhead) / 2;

    /// <summary>What was claimed ahead did not start in time: jobs have become slow before any of them ended. Nothing more is claimed ahead until one has.</summary>
    public void Stalled() => averageMilliseconds = double.PositiveInfinity;
}
