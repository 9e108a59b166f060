namespace TypedTasks.Shared;

/// <summary>A class, record or struct; a JSON object.</summary>
/// <param name="Name">The type.</param>
/// <param name="IsValueType">Whether it is a struct.</param>
/// <param name="IsSealed">Whether no other class derives from it, so that its run-time type needs no check.</param>
/// <param name="Members">The members in the order they are written in.</param>
/// <param name="Constructor">The members that the constructor takes, as positions in <paramref name="Members"/>, in its order.</param>
internal sealed record ObjectShape(string Name, bool IsValueType, bool IsSealed, EquatableArray<MemberShape> Members, EquatableArray<int> Constructor)
    : TypeShape(Name, IsValueType)
{
    /// <summary>How values of derived types are told apart; null if there are none.</summary>
    public UnionShape? Union { get; init; }
}
