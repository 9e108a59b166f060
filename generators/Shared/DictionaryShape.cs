namespace TypedTasks.Shared;

/// <summary>A dictionary; a JSON object.</summary>
/// <param name="Name">The type as declared, perhaps an interface.</param>
/// <param name="IsInterface">Whether the declared type is an interface that the kind implements.</param>
/// <param name="Key">The keys: whatever is one text or number in JSON.</param>
/// <param name="Value">The values.</param>
internal sealed record DictionaryShape(string Name, bool IsInterface, TypeUse Key, TypeUse Value) : TypeShape(Name, IsValueType: false)
{
    /// <summary>What it is made as.</summary>
    public DictionaryKind Kind { get; init; }
}
