namespace TypedTasks.Shared;

/// <summary>An enum.</summary>
/// <param name="Name">The type.</param>
/// <param name="Underlying">The number underneath, as which it is written.</param>
/// <param name="IsNamed">Whether it is written by its name instead, as <c>JsonStringEnumConverter</c> on the enum asks.</param>
internal sealed record EnumShape(string Name, ScalarKind Underlying, bool IsNamed) : TypeShape(Name, IsValueType: true)
{
    /// <summary>Its values, in the order of their names in JSON.</summary>
    public EquatableArray<EnumValue> Values { get; init; }

    /// <summary>The names in JSON that <c>JsonStringEnumMemberName</c> gives.</summary>
    public EquatableArray<EnumName> Given { get; init; }
}
