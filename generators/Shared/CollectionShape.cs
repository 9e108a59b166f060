namespace TypedTasks.Shared;

/// <summary>A collection of elements; a JSON array.</summary>
/// <param name="Name">The type as declared, perhaps an interface.</param>
/// <param name="Kind">What it is made as.</param>
/// <param name="IsInterface">Whether the declared type is an interface that <paramref name="Kind"/> implements.</param>
/// <param name="Element">The elements.</param>
internal sealed record CollectionShape(string Name, CollectionKind Kind, bool IsInterface, TypeUse Element) : TypeShape(Name, IsValueType: Kind is CollectionKind.ImmutableArray or CollectionKind.Memory or CollectionKind.ReadOnlyMemory);
