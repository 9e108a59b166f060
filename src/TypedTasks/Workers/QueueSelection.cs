using TypedTasks.Storage;

namespace TypedTasks.Workers;

/// <summary>Turns a worker's patterns into queue numbers in order of preference; matches of a wildcard take turns at being first.</summary>
internal sealed class QueueSelection
{
    private readonly QueuePattern[] patterns;
    private IReadOnlyList<int>[] groups = [];
    private int turn;

    public QueueSelection(IEnumerable<string> queues)
    {
        patterns = [.. queues.Select(queue => new QueuePattern(queue))];
        if (patterns.Length == 0) patterns = [new QueuePattern("*")];
    }

    public string Text => string.Join(", ", patterns.Select(pattern => pattern.Text));

    public IReadOnlyList<string> NamedQueues => [.. patterns.Where(pattern => !pattern.IsWildcard).Select(pattern => pattern.Text)];

    /// <summary>Takes in the queues that exist now. A queue belongs to the first pattern that matches it.</summary>
    public void Refresh(IReadOnlyList<QueueNumber> queues)
        => Volatile.Write(ref groups, [.. patterns.Select((pattern, place) => (IReadOnlyList<int>)
            [.. queues.Where(queue => FirstMatch(queue.Name) == place).Select(queue => queue.Number)])]);

    /// <summary>The numbers for the next claim.</summary>
    public IReadOnlyList<int> Next()
    {
        var current = Volatile.Read(ref groups);
        if (current is [{ Count: <= 1 } only]) return only;

        var rotation = Interlocked.Increment(ref turn) & int.MaxValue;
        return [.. current.SelectMany(group => Rotate(group, rotation))];
    }

    private int FirstMatch(string queue) => Array.FindIndex(patterns, pattern => pattern.Matches(queue));

    private static IEnumerable<int> Rotate(IReadOnlyList<int> group, int by)
        => Enumerable.Range(0, group.Count).Select(place => group[(place + by) % group.Count]);
}
