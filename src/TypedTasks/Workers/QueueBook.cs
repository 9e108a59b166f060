using TypedTasks.Storage;

namespace TypedTasks.Workers;

/// <summary>The queues of one worker as numbers, kept up to date with those that exist.</summary>
internal sealed class QueueBook(IWorkerStore workers, QueueSelection selection, SessionFacts session, TimeProvider time)
{
    private readonly Lock gate = new();
    private IReadOnlyList<QueueNumber> known = [];
    private long asOf = long.MinValue;
    private volatile bool isOpen;

    public IReadOnlyList<int> Next() => selection.Next();

    /// <summary>Finds out which queues exist: before the first claim, and when one of the worker's own was lost. Later each claim that looks at everything tells.</summary>
    public async ValueTask OpenAsync(CancellationToken cancellationToken)
    {
        if (isOpen) return;

        var asked = time.GetTimestamp();
        var queues = await workers.ListQueuesAsync(cancellationToken).ConfigureAwait(false);
        if (Lost(queues) is { Count: > 0 } lost)
        {
            await workers.InternQueuesAsync([.. lost], cancellationToken).ConfigureAwait(false);
            asked = time.GetTimestamp();
            queues = await workers.ListQueuesAsync(cancellationToken).ConfigureAwait(false);
        }

        isOpen = true;
        Learn(queues, asked);
    }

    /// <summary>Takes in the queues that existed at a timestamp or later.</summary>
    /// <returns>Whether they are others than before, so that a claim that began before has not seen them all.</returns>
    public bool Learn(IReadOnlyList<QueueNumber> queues, long at)
    {
        lock (gate)
        {
            // Answers of two pumps may come in another order than they were asked for.
            if (at < asOf) return false;
            asOf = at;
            if (queues.SequenceEqual(known)) return false;

            known = queues;
            foreach (var queue in queues) session.NameQueue(queue.Number, queue.Name);
            selection.Refresh(queues);
            if (Lost(queues).Count > 0) isOpen = false;
            return true;
        }
    }

    // They were there when the worker registered, and a fail-over lost them: jobs in queues that nobody lists would never be claimed.
    private HashSet<string> Lost(IReadOnlyList<QueueNumber> queues)
    {
        var lost = new HashSet<string>(session.OwnQueues, StringComparer.Ordinal);
        foreach (var queue in queues) lost.Remove(queue.Name);
        return lost;
    }
}
