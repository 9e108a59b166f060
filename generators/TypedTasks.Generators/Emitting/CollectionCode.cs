using TypedTasks.Shared;

namespace TypedTasks.Generators.Emitting;

/// <summary>How each kind of collection is made, filled and finished, and what is checked before it is written.</summary>
internal static class CollectionCode
{
    private const string ObjectModel = "global::System.Collections.ObjectModel.";
    private const string Immutable = "global::System.Collections.Immutable.";
    private const string Concurrent = "global::System.Collections.Concurrent.";

    /// <summary>The expression that makes one to fill.</summary>
    /// <param name="kind">The collection.</param>
    /// <param name="element">The elements' type.</param>
    /// <param name="capacity">The expression of how many are to come; empty if that can't be told.</param>
    public static string New(CollectionKind kind, string element, string capacity) => kind switch
    {
        CollectionKind.Array or CollectionKind.List or CollectionKind.ImmutableQueue or CollectionKind.Memory or CollectionKind.ReadOnlyMemory => $"new List<{element}>({capacity})",
        CollectionKind.Collection or CollectionKind.ObservableCollection => $"new {ObjectModel}{kind}<{element}>()",
        CollectionKind.ImmutableArray or CollectionKind.ImmutableList or CollectionKind.ImmutableHashSet or CollectionKind.ImmutableSortedSet => $"{Immutable}{kind}.CreateBuilder<{element}>()",
        CollectionKind.ConcurrentQueue => $"new {Concurrent}{kind}<{element}>()",
        _ => $"new {kind}<{element}>()",
    };

    public static string Add(CollectionKind kind) => kind switch
    {
        CollectionKind.Queue or CollectionKind.ConcurrentQueue => "Enqueue",
        CollectionKind.LinkedList => "AddLast",
        _ => "Add",
    };

    /// <summary>The expression of the filled one.</summary>
    public static string Finished(CollectionKind kind) => kind switch
    {
        CollectionKind.Array or CollectionKind.Memory or CollectionKind.ReadOnlyMemory => "items.ToArray()",
        CollectionKind.ImmutableArray or CollectionKind.ImmutableList or CollectionKind.ImmutableHashSet or CollectionKind.ImmutableSortedSet => "items.ToImmutable()",
        CollectionKind.ImmutableQueue => Immutable + "ImmutableQueue.CreateRange(items)",
        _ => "items",
    };

    public static string New(DictionaryKind kind, string types) => kind switch
    {
        DictionaryKind.ImmutableDictionary or DictionaryKind.ImmutableSortedDictionary => $"{Immutable}{kind}.CreateBuilder<{types}>()",
        DictionaryKind.ConcurrentDictionary => $"new {Concurrent}{kind}<{types}>()",
        _ => $"new {kind}<{types}>()",
    };

    public static string Finished(DictionaryKind kind)
        => kind is DictionaryKind.ImmutableDictionary or DictionaryKind.ImmutableSortedDictionary ? "items.ToImmutable()" : "items";

    /// <summary>The statement that refuses what the type as such does not: null, a derived type, a default; null where there is nothing to refuse.</summary>
    public static string? CheckValue(TypeShape shape, string declared) => shape switch
    {
        CollectionShape { Kind: CollectionKind.ImmutableArray } => "writer.NotDefault(items.IsDefault);",
        CollectionShape { Kind: CollectionKind.Memory or CollectionKind.ReadOnlyMemory } => null,
        CollectionShape { IsInterface: false, Kind: not CollectionKind.Array } or DictionaryShape { IsInterface: false } => $"writer.Exactly<{declared}>(items);",
        _ => "writer.NotNull(items);",
    };

    /// <summary>The statement that refuses a comparer of its own; null where there is none.</summary>
    public static string? CheckComparer(CollectionShape shape) => shape.Kind switch
    {
        CollectionKind.HashSet or CollectionKind.ImmutableHashSet when shape.IsInterface => "writer.DefaultComparerOfSet(items);",
        CollectionKind.HashSet => "writer.DefaultComparer(items.Comparer);",
        CollectionKind.ImmutableHashSet => "writer.DefaultComparer(items.KeyComparer);",
        CollectionKind.SortedSet => "writer.DefaultOrder(items.Comparer);",
        CollectionKind.ImmutableSortedSet => "writer.DefaultOrder(items.KeyComparer);",
        _ => null,
    };

    public static string CheckComparer(DictionaryShape shape) => shape.Kind switch
    {
        _ when shape.IsInterface => "writer.DefaultComparerOfDictionary(items);",
        DictionaryKind.ImmutableDictionary => "writer.DefaultComparer(items.KeyComparer);",
        DictionaryKind.SortedDictionary or DictionaryKind.SortedList => "writer.DefaultOrder(items.Comparer);",
        DictionaryKind.ImmutableSortedDictionary => "writer.DefaultOrder(items.KeyComparer);",
        _ => "writer.DefaultComparer(items.Comparer);",
    };

    /// <summary>The method that writes a key.</summary>
    public static string WriteKey(TypeShape key) => key switch
    {
        EnumShape => "EnumMember",
        ScalarShape { Kind: ScalarKind.Half or ScalarKind.Int128 or ScalarKind.UInt128 } own => own.Kind + "Member", // to which a byte would convert too
        _ => "Member",
    };

    /// <summary>The expression that reads a key.</summary>
    /// <param name="key">The key's type.</param>
    /// <param name="names">The table with the names of an enum; empty if it needs none.</param>
    public static string ReadKey(TypeShape key, string names) => key switch
    {
        EnumShape @enum => $"EnumKey<{FileHeader.Short(@enum.Name)}>({names})",
        ScalarShape { Kind: ScalarKind.String } => "Key()",
        ScalarShape { Kind: ScalarKind.Guid } => "GuidKey()",
        ScalarShape { Kind: ScalarKind.Boolean } => "BooleanKey()",
        ScalarShape { Kind: ScalarKind.Char or ScalarKind.Uri or ScalarKind.Version or >= ScalarKind.DateTime and <= ScalarKind.TimeSpan } text => $"TextKey(static (ref PayloadReader key) => key.Read{text.Kind}())",
        ScalarShape { Kind: ScalarKind.Single or ScalarKind.Double or ScalarKind.Decimal or ScalarKind.Half } plain => $"PlainKey(static (ref PayloadReader key) => key.Read{plain.Kind}())",
        _ => $"NumberKey<{FileHeader.Short(key.Name)}>()",
    };
}
