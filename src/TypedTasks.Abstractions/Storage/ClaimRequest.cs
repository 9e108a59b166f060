namespace TypedTasks.Storage;

/// <summary>Which jobs a worker wants.</summary>
public sealed record ClaimRequest
{
    /// <summary>The worker, as numbered by <see cref="IWorkerStore.RegisterAsync"/>.</summary>
    public required int WorkerId { get; init; }

    /// <summary>The numbers of its queues, most preferred first.</summary>
    public required IReadOnlyList<int> Queues { get; init; }

    /// <summary>The contract numbers the worker knows; parked jobs of these are claimed too. Other ready jobs are claimed as well: the worker parks them.</summary>
    public required IReadOnlyList<int> Contracts { get; init; }

    /// <summary>How many jobs at most; from 1. A claim of a suspect takes one.</summary>
    public required int Limit { get; init; }

    /// <summary>How many of them can start at once. Jobs that may run at most once are claimed only as far as these go. Default: all.</summary>
    public int FreeSlots { get; init; } = int.MaxValue;

    /// <summary>Which jobs. Default: ready ones. A suspect is claimed only by a worker that knows its contract.</summary>
    public ClaimKind Kind { get; init; }

    /// <summary>
    /// Whether the claim must see every ready job. False lets the storage skip what it believes it has claimed already;
    /// it then looks at everything by itself at least once a second and whenever a claim comes back short.
    /// </summary>
    public bool Thorough { get; init; }

    /// <summary>
    /// How many scheduled jobs at most are made ready first, whose time has come; 0 for none. So an idle worker that looks for jobs needs one round trip, and claims what is due in the same.
    /// Only for ready jobs.
    /// </summary>
    public int Promotes { get; init; }

    /// <summary>
    /// Whether a look at everything may be put off when the last one took long, for nine times as long and half a minute at most.
    /// Then the claim sees what was enqueued or made ready of late, but perhaps not what was committed long after it was enqueued.
    /// While an old transaction holds back vacuum, thorough claims walk over everything that was claimed since.
    /// </summary>
    public bool CanWait { get; init; }
}
