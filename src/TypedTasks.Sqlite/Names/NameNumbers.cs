using System.Collections.Concurrent;
using TypedTasks.Storage;

namespace TypedTasks.Sqlite.Names;

/// <summary>The numbers of queues and contracts that are known to be committed; they never change.</summary>
internal sealed class NameNumbers
{
    public ConcurrentDictionary<string, int> Queues { get; } = new(StringComparer.Ordinal);

    public ConcurrentDictionary<TaskContract, int> Contracts { get; } = new();
}
