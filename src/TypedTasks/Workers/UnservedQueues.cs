using Microsoft.Extensions.Logging;

using TypedTasks.Storage;

namespace TypedTasks.Workers;

/// <summary>Warns of queues that have ready jobs and no live worker: a name misspelt, or a worker never deployed, would otherwise go unnoticed.</summary>
internal sealed class UnservedQueues(IMaintenanceStore store, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Reminder = TimeSpan.FromHours(1);

    private readonly Dictionary<string, long> warnedAt = new(StringComparer.Ordinal);
    private HashSet<string> suspected = [];

    /// <summary>Looks once. A queue is warned of when it was unserved at the last look too, for a deploy leaves queues alone for a moment; then once an hour.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        var service = await store.ReadQueueServiceAsync(cancellationToken).ConfigureAwait(false);
        QueuePattern[] patterns = [.. service.Served.SelectMany(queues => queues.Split(", ")).Select(text => new QueuePattern(text))];
        var unserved = service.Waiting.Where(queue => !patterns.Any(pattern => pattern.Matches(queue))).ToHashSet(StringComparer.Ordinal);
        foreach (var queue in unserved.Where(suspected.Contains).Where(IsDue))
        {
            warnedAt[queue] = time.GetTimestamp();
            Log.QueueUnserved(logger, queue, string.Join(", ", patterns.Select(pattern => pattern.Text).Distinct(StringComparer.Ordinal)), Hint(queue, patterns));
        }

        suspected = unserved;
    }

    private static string Hint(string queue, QueuePattern[] patterns)
        => NearestName.Of(queue, patterns.Where(pattern => !pattern.IsWildcard).Select(pattern => pattern.Text)) is { } nearest ? $"Did somebody mean '{nearest}'? " : "";

    private bool IsDue(string queue) => !warnedAt.TryGetValue(queue, out var last) || time.GetElapsedTime(last) >= Reminder;
}
