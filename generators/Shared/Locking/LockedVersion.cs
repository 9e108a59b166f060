namespace TypedTasks.Shared.Locking;

/// <summary>How the payload and the result of one version of a task look.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Parameters">The payload's members, in the order of their names.</param>
/// <param name="Result">The result; null for a task without one.</param>
/// <param name="Types">The classes, records, structs and enums that they are made of, in the order of their names.</param>
/// <param name="Samples">Payloads as they may be queued, each one line of JSON.</param>
internal sealed record LockedVersion(
    int Number,
    EquatableArray<LockedMember> Parameters,
    LockedUse? Result,
    EquatableArray<LockedType> Types,
    EquatableArray<string> Samples)
{
    /// <summary>Whether the result as a whole is stored encrypted where a key is configured.</summary>
    public bool IsResultSensitive { get; init; }

    public LockedType? Type(string name) => Types.FirstOrDefault(type => type.Name == name);

    /// <summary>Whether another version has the same shape; samples don't count.</summary>
    public bool HasShapeOf(LockedVersion other) => this with { Number = 0, Samples = [] } == other with { Number = 0, Samples = [] };
}
