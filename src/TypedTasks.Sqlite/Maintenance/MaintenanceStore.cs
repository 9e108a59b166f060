using System.Globalization;
using TypedTasks.Sqlite.Connections;
using TypedTasks.Sqlite.Jobs;
using TypedTasks.Sqlite.Signals;
using TypedTasks.Storage;

namespace TypedTasks.Sqlite.Maintenance;

/// <summary>Promotes, rescues and prunes.</summary>
internal sealed class MaintenanceStore(Writer writer, Readers readers, Watcher watcher) : IMaintenanceStore
{
    public async ValueTask<Promotion> PromoteAsync(int limit, CancellationToken cancellationToken)
    {
        var promotion = await writer.WriteAsync(connection => Promote(connection, limit), cancellationToken).ConfigureAwait(false);
        if (promotion.Count > 0) watcher.Signal();
        return promotion;
    }

    public async ValueTask<IReadOnlyList<RescuedJob>> RescueAsync(int rescuer, int crashBudget, int limit, CancellationToken cancellationToken)
    {
        var rescued = await writer.WriteAsync(connection => Rescue(connection, rescuer, crashBudget, limit), cancellationToken).ConfigureAwait(false);
        if (rescued.Count > 0) watcher.Signal();
        return rescued;
    }

    public async ValueTask<int> PruneAsync(TimeSpan retention, int limit, CancellationToken cancellationToken)
        => await writer.WriteAsync(connection => Prune(connection, retention, limit), cancellationToken).ConfigureAwait(false);

    public async ValueTask<QueueService> ReadQueueServiceAsync(CancellationToken cancellationToken)
        => await readers.ReadAsync(
            connection => new QueueService(
                ReadTexts(connection.Prepare("queues/list_waiting_queues")),
                ReadTexts(connection.Prepare("workers/list_served_queues").Bind("now", connection.ReadClock()))),
            cancellationToken).ConfigureAwait(false);

    private static List<string> ReadTexts(Statement statement)
    {
        using (statement)
        {
            var texts = new List<string>();
            while (statement.Read()) texts.Add(statement.Text(0));
            return texts;
        }
    }

    /// <summary>Within a transaction of the caller's.</summary>
    internal static Promotion Promote(Connection connection, int limit)
    {
        var now = connection.ReadClock();
        var count = connection.Prepare("maintenance/promote_jobs").Bind("now", now).Bind("limit", limit).Run();
        using var next = connection.Prepare("maintenance/read_next_run");
        next.Read();
        return new Promotion(count, next.IsNull(0) ? null : DatabaseTime.ToTimeSpan(Math.Max(next.Long(0) - now, 0)));
    }

    private static List<RescuedJob> Rescue(Connection connection, int rescuer, int crashBudget, int limit)
    {
        var now = connection.ReadClock();
        var rescued = new List<RescuedJob>();
        foreach (var job in FindLostJobs(connection, rescuer, now, limit)) rescued.Add(Rescue(connection, job, crashBudget, now));
        if (connection.Prepare("maintenance/remove_lost_workers").Bind("now", now).Run() > 0)
            connection.Prepare("workers/note_removals").Bind("now", now).Run();
        return rescued;
    }

    private static RescuedJob Rescue(Connection connection, LostJob job, int crashBudget, long now)
    {
        var charged = job.Suspect && !job.Alone ? 0 : 1; // one that was only held did nothing
        var crashes = job.Crashes + charged;
        if (charged > 0) connection.Prepare("maintenance/note_crash").Bind(job.Attempt).Bind("name", job.Worker).Bind("now", now).Run();
        var failed = (job.Alone || job.AtMostOnce) && !job.CancelRequested;
        if (failed) new OutcomeWriting(connection, now).TryEnd(job.Attempt, JobState.Failed, Reason(job), crashes: charged);
        else if (job.CancelRequested) new OutcomeWriting(connection, now).TryEnd(job.Attempt, JobState.Canceled, null, crashes: charged, handedBack: !job.AtMostOnce); // one that may run at most once may have started
        else GiveBack(connection, job.Attempt, charged, job.Suspect || crashes >= crashBudget - 1);
        return new RescuedJob(job.Attempt.JobId, job.Worker, crashes, failed) { TaskName = job.TaskName };
    }

    private static void GiveBack(Connection connection, AttemptId attempt, int charged, bool suspect)
        => connection.Prepare("maintenance/rescue_jobs").Bind(attempt).Bind("charged", charged).Bind("suspect", suspect ? 1 : 0).Run();

    private static List<LostJob> FindLostJobs(Connection connection, int rescuer, long now, int limit)
    {
        using var statement = connection.Prepare("maintenance/find_lost_jobs").Bind("rescuer", rescuer).Bind("now", now).Bind("limit", limit);
        var jobs = new List<LostJob>();
        while (statement.Read())
            jobs.Add(new LostJob(statement.Attempt(), statement.Int(3), statement.Text(4), statement.Int(5) != 0, statement.Int(6) != 0, statement.Int(7) != 0, statement.Int(8) != 0, statement.IsNull(9) ? "?" : statement.Text(9)));
        return jobs;
    }

    private static string Reason(LostJob job) => job.Alone
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"Its worker {job.Worker} died or stood still while it ran this job and nothing else, after {job.Crashes} times with others beside it: the crash budget is used up. Look for a crash, or for memory running out, before running it again.")
        : $"Its worker {job.Worker} was lost while it had this job, which may run at most once. It may have run in part.";

    private static int Prune(Connection connection, TimeSpan retention, int limit)
    {
        var before = connection.ReadClock() - DatabaseTime.FromTimeSpan(retention);
        connection.Prepare("maintenance/prune_errors").Bind("before", before).Bind("limit", limit).Run();
        connection.Prepare("maintenance/prune_enqueue_ids").Bind("before", before).Bind("limit", limit).Run();
        var pruned = connection.Prepare("maintenance/prune_jobs").Bind("before", before).Bind("limit", limit).Run();
        connection.Prepare("maintenance/prune_workers").Bind("before", before).Run();
        return pruned;
    }

    private sealed record LostJob(AttemptId Attempt, int Crashes, string Worker, bool CancelRequested, bool Suspect, bool Alone, bool AtMostOnce, string TaskName);
}
