namespace TypedTasks.Shared.Locking;

/// <summary>One of the types of a base class or interface.</summary>
/// <param name="Value">The discriminator's value as JSON: <c>"dog"</c>, <c>1</c>.</param>
/// <param name="Type">The type.</param>
internal sealed record LockedCase(string Value, string Type);
