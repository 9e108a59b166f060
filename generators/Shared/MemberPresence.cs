namespace TypedTasks.Shared;

/// <summary>What it means when JSON lacks a member.</summary>
/// <remarks>
/// A constructor parameter without a default, a <c>required</c> member and one with <c>[JsonRequired]</c> must be there, nullable or not.
/// A constructor parameter with a default takes it. Any other member keeps what the constructor or its initializer gave it;
/// if that is null and the member is not nullable, the JSON is refused. Where that can be told beforehand, the member must be there.
/// </remarks>
internal enum MemberPresence
{
    /// <summary>The JSON is refused.</summary>
    Required,

    /// <summary>The member takes <see cref="MemberShape.Default"/>.</summary>
    Default,

    /// <summary>The member keeps its first value.</summary>
    Optional,

    /// <summary>The member keeps its first value, which must not be null.</summary>
    OptionalNotNull,
}
