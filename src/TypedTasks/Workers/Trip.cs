using TypedTasks.Storage;

namespace TypedTasks.Workers;

/// <summary>One round trip to the storage that the board found worth making.</summary>
internal sealed record Trip
{
    /// <summary>What to write; may be empty.</summary>
    public required IReadOnlyList<AttemptOutcome> Outcomes { get; init; }

    /// <summary>Those of them that may have been written before, by a trip whose answer was lost.</summary>
    public IReadOnlyList<AttemptId> Repeated { get; init; } = [];

    /// <summary>How many jobs to claim; 0 for none.</summary>
    public required int Claim { get; init; }

    /// <summary>Ready jobs, or a suspect.</summary>
    public ClaimKind Kind { get; init; }

    /// <summary>How many slots are free for what is claimed.</summary>
    public int FreeSlots { get; init; }

    /// <summary>Whether the claim must see every ready job.</summary>
    public bool Thorough { get; init; }

    /// <summary>Whether it first makes ready what is due.</summary>
    public bool Promotes { get; init; }

    /// <summary>Instead of the above: find and release what a claim took whose answer was lost.</summary>
    public bool Reconcile { get; init; }

    /// <summary>The board's count of hints when the trip was made, to tell whether one came while it was under way.</summary>
    public int Hints { get; init; }
}
