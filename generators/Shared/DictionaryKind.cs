namespace TypedTasks.Shared;

/// <summary>What a dictionary is made as when it is read.</summary>
internal enum DictionaryKind
{
    Dictionary,
    SortedDictionary,
    ImmutableDictionary,
    SortedList,
    ImmutableSortedDictionary,
    ConcurrentDictionary,
}
