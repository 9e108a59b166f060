using TypedTasks.Storage;

namespace TypedTasks.Workers;

/// <summary>The queues of one worker as numbers, kept up to date with those that exist.</summary>
internal sealed class QueueBook(IWorkerStore workers, QueueSelection selection, SessionFacts session)
{
    public IReadOnlyList<int> Next() => selection.Next();

    public async ValueTask RefreshAsync(CancellationToken cancellationToken)
    {
        var queues = await workers.ListQueuesAsync(cancellationToken).ConfigureAwait(false);
        foreach (var queue in queues) session.NameQueue(queue.Number, queue.Name);
        selection.Refresh(queues);
    }
}
