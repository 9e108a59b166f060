using TypedTasks.Shared;

namespace TypedTasks.Generators.Model;

/// <summary>The types that are generated for one version of a task's payload.</summary>
/// <param name="Number">The version.</param>
/// <param name="Parameters">The record of the parameters, <c>SendReceipt.V1</c>.</param>
/// <param name="Objects">The records of what they are made of.</param>
/// <param name="Enums">The enums of it.</param>
/// <param name="Types">The shapes of all types in it.</param>
internal sealed record PayloadVersion(
    int Number, VersionObject Parameters, EquatableArray<VersionObject> Objects, EquatableArray<EnumShape> Enums, EquatableArray<TypeShape> Types)
{
    /// <summary>The sensitive places of its payloads; empty if there are none.</summary>
    public EquatableArray<SensitiveView> Sensitive { get; init; }

    /// <summary>The sensitive places of its results; empty if there are none.</summary>
    public EquatableArray<SensitiveView> SensitiveResult { get; init; }
}
