using TypedTasks.History.Events;
using TypedTasks.Storage;

namespace TypedTasks.History.Recording;

internal sealed class RecordingMaintenance(IMaintenanceStore maintenance, IEventLog log) : IMaintenanceStore
{
    public ValueTask<Promotion> PromoteAsync(int limit, CancellationToken cancellationToken) => maintenance.PromoteAsync(limit, cancellationToken);

    public async ValueTask<IReadOnlyList<RescuedJob>> RescueAsync(int rescuer, int crashBudget, int limit, CancellationToken cancellationToken)
    {
        var asked = IEventLog.Now;
        var rescued = await maintenance.RescueAsync(rescuer, crashBudget, limit, cancellationToken);
        foreach (var job in rescued)
            log.Write(new HistoryEvent { Kind = EventKind.Rescued, AskedAt = asked, Job = job.JobId, Crashes = job.Crashes, Text = job.Failed ? $"{job.Worker}, and failed" : job.Worker });
        return rescued;
    }

    public ValueTask<int> PruneAsync(TimeSpan retention, int limit, CancellationToken cancellationToken) => maintenance.PruneAsync(retention, limit, cancellationToken);

    public ValueTask<QueueService> ReadQueueServiceAsync(CancellationToken cancellationToken) => maintenance.ReadQueueServiceAsync(cancellationToken);
}
