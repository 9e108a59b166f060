namespace TypedTasks;

/// <summary>How a worker is at one moment; <see cref="TaskWorker.Status"/>.</summary>
public sealed record WorkerStatus
{
    /// <summary>The worker's name.</summary>
    public required string Worker { get; init; }

    /// <summary>Whether it was started and has not stopped.</summary>
    public required bool IsRunning { get; init; }

    /// <summary>Whether it holds a lease: false while it starts, and while the storage can't be reached.</summary>
    public required bool HasLease { get; init; }

    /// <summary>Why it holds none, as far as is known: what renewed its lease in vain, or what keeps it from registering; null while it holds one, and at its start.</summary>
    public string? LeaseProblem { get; init; }

    /// <summary>How many jobs run in its slots.</summary>
    public required int Running { get; init; }

    /// <summary>How many tasks ignored that they should stop, and run on without a slot.</summary>
    public required int Abandoned { get; init; }

    /// <summary>With so many abandoned tasks it claims no more jobs.</summary>
    public required int MaxAbandoned { get; init; }

    /// <summary>Whether a task has found no memory (<see cref="OutOfMemoryException"/>) since the process started: what it left behind may end the process.</summary>
    public required bool MemoryRanOut { get; init; }

    /// <summary>How long ago the storage last answered when jobs were finished or claimed; null without a lease.</summary>
    public TimeSpan? SinceLastTrip { get; init; }

    /// <summary>Why it does not do its work; null if it does.</summary>
    public string? Problem
    {
        get
        {
            if (!IsRunning) return $"Worker {Worker} is not running.";
            if (!HasLease) return LeaseProblem is { } why ? $"Worker {Worker} has no lease. {why}" : $"Worker {Worker} has no lease yet: it is starting.";
            return Abandoned >= MaxAbandoned
                ? $"Worker {Worker} claims no more jobs: {Abandoned} abandoned tasks still run in it. Restart it, and see that these tasks heed their cancellation."
                : null;
        }
    }
}
