namespace TypedTasks.History.Checking;

/// <summary>The tables when the run is over: faults have ceased, the queues have drained as far as they would, and the workers have stopped.</summary>
public sealed record FinalState
{
    /// <summary>All jobs, ended or not.</summary>
    public required IReadOnlyList<FinalJob> Jobs { get; init; }

    /// <summary>The producers' names of the jobs, one for each effect that is stored.</summary>
    public required IReadOnlyList<Guid> Effects { get; init; }

    /// <summary>How many workers are still listed.</summary>
    public required int Workers { get; init; }

    /// <summary>How many crashes a job may have.</summary>
    public required int CrashBudget { get; init; }
}
