namespace TypedTasks.Shared;

/// <summary>A payload type where it is used: by a parameter, a member, or as an element.</summary>
/// <param name="Type">The <see cref="TypeShape.Name"/> of the type.</param>
/// <param name="IsNullable">Whether null may stand there. Reference types of code without nullable annotations count as nullable.</param>
internal sealed record TypeUse(string Type, bool IsNullable)
{
    /// <summary>The user's own serializer context in C#, if that writes the value. Then the type has no shape.</summary>
    public string? Context { get; init; }

    /// <summary>Whether a type without shape is a struct or enum.</summary>
    public bool IsForeignValueType { get; init; }

    /// <summary>Whether an enum is written by its name here, whatever the enum itself asks for.</summary>
    public bool IsNamed { get; init; }

    /// <summary>The first member marked <c>[Sensitive]</c> in a type without shape, <c>Card.Number</c>; null if there is none.</summary>
    public string? ForeignSecret { get; init; }
}
