using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;

namespace TypedTasks.Payloads;

public sealed partial class PayloadWriter
{
    /// <summary>Refuses a set that is declared by an interface, if the class behind it has a comparer of its own: the comparer would be lost.</summary>
    public void DefaultComparerOfSet<T>(IEnumerable<T> items)
    {
        if (items is HashSet<T> set) DefaultComparer(set.Comparer);
        else if (items is SortedSet<T> sorted) DefaultEquality(sorted.Comparer);
        else if (items is ImmutableHashSet<T> immutable) DefaultComparer(immutable.KeyComparer);
        else if (items is ImmutableSortedSet<T> immutableSorted) DefaultEquality(immutableSorted.KeyComparer);
        else if (items is FrozenSet<T> frozen) DefaultComparer(frozen.Comparer);
    }

    /// <summary>Refuses a dictionary that is declared by an interface, if the class behind it has a comparer of its own: the comparer would be lost.</summary>
    public void DefaultComparerOfDictionary<TKey, TValue>(IEnumerable<KeyValuePair<TKey, TValue>> items)
        where TKey : notnull
    {
        if (items is Dictionary<TKey, TValue> dictionary) DefaultComparer(dictionary.Comparer);
        else if (items is SortedDictionary<TKey, TValue> sorted) DefaultEquality(sorted.Comparer);
        else if (items is SortedList<TKey, TValue> list) DefaultEquality(list.Comparer);
        else if (items is ConcurrentDictionary<TKey, TValue> concurrent) DefaultComparer(concurrent.Comparer);
        else if (items is ImmutableDictionary<TKey, TValue> immutable) DefaultComparer(immutable.KeyComparer);
        else if (items is ImmutableSortedDictionary<TKey, TValue> immutableSorted) DefaultEquality(immutableSorted.KeyComparer);
        else if (items is FrozenDictionary<TKey, TValue> frozen) DefaultComparer(frozen.Comparer);
    }

    // An interface promises no order, but which keys are equal must not change.
    private void DefaultEquality<TKey>(IComparer<TKey> comparer)
    {
        if (!ReferenceEquals(comparer, StringComparer.Ordinal)) DefaultOrder(comparer);
    }
}
