namespace TypedTasks.Shared;

/// <summary>A dictionary; a JSON object.</summary>
/// <param name="Name">The type as declared, perhaps an interface.</param>
/// <param name="IsInterface">Whether the declared type is an interface that <c>Dictionary</c> implements.</param>
/// <param name="Key">The keys: a text, an integer, a GUID or an enum.</param>
/// <param name="Value">The values.</param>
internal sealed record DictionaryShape(string Name, bool IsInterface, TypeUse Key, TypeUse Value) : TypeShape(Name, IsValueType: false);
