namespace TypedTasks.Shared.Locking;

internal static class LockEntries
{
    /// <summary>Turns the members of an object into models that take a name.</summary>
    public static IEnumerable<T> Select<T>(this IEnumerable<KeyValuePair<string, LockNode>> members, Func<string, LockNode, T> read)
        => Enumerable.Select(members, member => read(member.Key, member.Value));
}
