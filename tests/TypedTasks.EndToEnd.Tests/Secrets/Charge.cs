namespace TypedTasks.EndToEnd.Tests.Secrets;

/// <summary>What a charge gives back.</summary>
public sealed record Charge
{
    public required string Customer { get; init; }

    [Sensitive]
    public required string Receipt { get; init; }
}
