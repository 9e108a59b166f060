namespace TypedTasks.Shared;

/// <summary>How a base class or interface says in JSON which of its types a value has, as <c>[JsonDerivedType]</c> asks.</summary>
/// <param name="Discriminator">The name of the member that says it, always the first one: <c>$type</c>.</param>
/// <param name="IsAbstract">Whether there are no values of the base itself.</param>
/// <param name="Cases">The types.</param>
internal sealed record UnionShape(string Discriminator, bool IsAbstract, EquatableArray<UnionCase> Cases);
