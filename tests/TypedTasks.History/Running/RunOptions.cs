namespace TypedTasks.History.Running;

/// <summary>What kind of run.</summary>
public sealed record RunOptions
{
    /// <summary>Decides what the producers ask for and what the nemesis does; not how the processes interleave.</summary>
    public required int Seed { get; init; }

    /// <summary>How long the faults go on.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary><c>postgres</c> or <c>sqlite</c>.</summary>
    public required string Database { get; init; }

    /// <summary>Where the history is written; it stays when a rule is broken.</summary>
    public required string Folder { get; init; }
}
