using TypedTasks.Storage;

namespace TypedTasks.Workers;

/// <summary>The queues of one worker as numbers, kept up to date with those that exist.</summary>
internal sealed class QueueBook(IWorkerStore workers, QueueSelection selection, SessionFacts session)
{
    public IReadOnlyList<int> Next() => selection.Next();

    public async ValueTask RefreshAsync(CancellationToken cancellationToken)
    {
        var queues = await workers.ListQueuesAsync(cancellationToken).ConfigureAwait(false);
        if (Lost(queues) is { Count: > 0 } lost)
        {
            await workers.InternQueuesAsync([.. lost], cancellationToken).ConfigureAwait(false);
            queues = await workers.ListQueuesAsync(cancellationToken).ConfigureAwait(false);
        }

        foreach (var queue in queues) session.NameQueue(queue.Number, queue.Name);
        selection.Refresh(queues);
    }

    // They were there when the worker registered, and a fail-over lost them: jobs in queues that nobody lists would never be claimed.
    private HashSet<string> Lost(IReadOnlyList<QueueNumber> queues)
    {
        var lost = new HashSet<string>(session.OwnQueues, StringComparer.Ordinal);
        foreach (var queue in queues) lost.Remove(queue.Name);
        return lost;
    }
}
