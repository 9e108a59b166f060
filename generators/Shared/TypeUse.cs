namespace TypedTasks.Shared;

/// <summary>A payload type where it is used: by a parameter, a member, or as an element.</summary>
/// <param name="Type">The <see cref="TypeShape.Name"/> of the type.</param>
/// <param name="IsNullable">Whether null may stand there. Reference types of code without nullable annotations count as nullable.</param>
internal sealed record TypeUse(string Type, bool IsNullable);
