namespace TypedTasks.Shared.Locking;

/// <summary>How JSON says which of its types a value of a base class or interface has.</summary>
/// <param name="Discriminator">The name of the member that says it.</param>
/// <param name="Cases">The types, in the order of the values that stand for them.</param>
internal sealed record LockedUnion(string Discriminator, EquatableArray<LockedCase> Cases)
{
    /// <summary>Whether values of the base itself are there too, without a discriminator.</summary>
    public bool HasItself { get; init; }
}
