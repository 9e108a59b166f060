using Microsoft.CodeAnalysis;

namespace TypedTasks.Shared;

/// <summary>The framework's collections that come back as they were.</summary>
internal static class KnownCollections
{
    private const string Generic = "System.Collections.Generic.";
    private const string ObjectModel = "System.Collections.ObjectModel.";
    private const string Immutable = "System.Collections.Immutable.";
    private const string Concurrent = "System.Collections.Concurrent.";

    private static readonly Dictionary<string, CollectionKind> Collections = new(StringComparer.Ordinal)
    {
        [Generic + "List`1"] = CollectionKind.List,
        [Generic + "IEnumerable`1"] = CollectionKind.List,
        [Generic + "IReadOnlyCollection`1"] = CollectionKind.List,
        [Generic + "IReadOnlyList`1"] = CollectionKind.List,
        [Generic + "ICollection`1"] = CollectionKind.List,
        [Generic + "IList`1"] = CollectionKind.List,
        [Generic + "HashSet`1"] = CollectionKind.HashSet,
        [Generic + "ISet`1"] = CollectionKind.HashSet,
        [Generic + "SortedSet`1"] = CollectionKind.SortedSet,
        [Generic + "Queue`1"] = CollectionKind.Queue,
        [Generic + "LinkedList`1"] = CollectionKind.LinkedList,
        [ObjectModel + "Collection`1"] = CollectionKind.Collection,
        [ObjectModel + "ObservableCollection`1"] = CollectionKind.ObservableCollection,
        [Immutable + "ImmutableArray`1"] = CollectionKind.ImmutableArray,
        [Immutable + "ImmutableList`1"] = CollectionKind.ImmutableList,
        [Immutable + "IImmutableList`1"] = CollectionKind.ImmutableList,
        [Immutable + "ImmutableHashSet`1"] = CollectionKind.ImmutableHashSet,
        [Immutable + "IImmutableSet`1"] = CollectionKind.ImmutableHashSet,
        [Immutable + "ImmutableQueue`1"] = CollectionKind.ImmutableQueue,
        [Immutable + "IImmutableQueue`1"] = CollectionKind.ImmutableQueue,
        [Immutable + "ImmutableSortedSet`1"] = CollectionKind.ImmutableSortedSet,
        [Concurrent + "ConcurrentQueue`1"] = CollectionKind.ConcurrentQueue,
        ["System.Memory`1"] = CollectionKind.Memory, // of bytes it is a scalar
        ["System.ReadOnlyMemory`1"] = CollectionKind.ReadOnlyMemory,
    };

    private static readonly Dictionary<string, DictionaryKind> Dictionaries = new(StringComparer.Ordinal)
    {
        [Generic + "Dictionary`2"] = DictionaryKind.Dictionary,
        [Generic + "IDictionary`2"] = DictionaryKind.Dictionary,
        [Generic + "IReadOnlyDictionary`2"] = DictionaryKind.Dictionary,
        [Generic + "SortedDictionary`2"] = DictionaryKind.SortedDictionary,
        [Immutable + "ImmutableDictionary`2"] = DictionaryKind.ImmutableDictionary,
        [Immutable + "IImmutableDictionary`2"] = DictionaryKind.ImmutableDictionary,
        [Generic + "SortedList`2"] = DictionaryKind.SortedList,
        [Immutable + "ImmutableSortedDictionary`2"] = DictionaryKind.ImmutableSortedDictionary,
        [Concurrent + "ConcurrentDictionary`2"] = DictionaryKind.ConcurrentDictionary,
    };

    public static CollectionKind? Collection(INamedTypeSymbol type)
        => type.Arity == 1 && Collections.TryGetValue(MetadataNames.Of(type), out var kind) ? kind : null;

    public static DictionaryKind? Dictionary(INamedTypeSymbol type)
        => type.Arity == 2 && Dictionaries.TryGetValue(MetadataNames.Of(type), out var kind) ? kind : null;
}
