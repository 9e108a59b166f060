namespace TypedTasks.Shared;

/// <summary>What a collection is made as when it is read.</summary>
internal enum CollectionKind
{
    Array,
    List,
    HashSet,
    SortedSet,
    Queue,
    LinkedList,
    Collection,
    ObservableCollection,
    ImmutableArray,
    ImmutableList,
    ImmutableHashSet,
    ImmutableQueue,
    ImmutableSortedSet,
    ConcurrentQueue,
    Memory,
    ReadOnlyMemory,
}
