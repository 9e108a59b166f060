namespace TypedTasks.History.Checking;

/// <summary>A job as the tables have it when the run is over.</summary>
public sealed record FinalJob
{
    public required long Id { get; init; }

    /// <summary>The producer's name for it, out of the payload.</summary>
    public required Guid Key { get; init; }

    public required JobState State { get; init; }

    public required int Attempt { get; init; }

    public required int MaxAttempts { get; init; }

    public required int Claims { get; init; }

    public required int Crashes { get; init; }

    public string? Reason { get; init; }
}
