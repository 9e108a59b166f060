using Npgsql;
using TypedTasks.Postgres.Connections;
using TypedTasks.Postgres.Jobs;
using TypedTasks.Storage;

namespace TypedTasks.Postgres.Maintenance;

internal sealed class PostgresMaintenanceStore(Database database, PromotionMark mark, TimeProvider time) : IMaintenanceStore
{
    // A walk over all running jobs that takes longer meets many dead index entries.
    private static readonly TimeSpan QuickWalk = TimeSpan.FromMilliseconds(25);

    // The server's calendar begins in 4714 BC.
    private static readonly TimeSpan LongestRetention = TimeSpan.FromDays(365_000);

    private const string Beginning = "(0,0)";

    // Where in the table the last full batch ended.
    private volatile string _prunedUpTo = Beginning;

    private readonly Lock _lock = new();
    private readonly LookPace _walking = new(QuickWalk, time);

    public async ValueTask<Promotion> PromoteAsync(int limit, CancellationToken cancellationToken)
    {
        var promoted = await PromoteAsync(mark.Begin(limit), cancellationToken).ConfigureAwait(false);
        if (promoted.Ids.Length > 0) await WakeIdleAsync(cancellationToken).ConfigureAwait(false);
        return promoted.Promotion;
    }

    public async ValueTask<IReadOnlyList<RescuedJob>> RescueAsync(int rescuer, int crashBudget, int limit, CancellationToken cancellationToken)
    {
        var walkBegan = BeginWalk();
        var batch = database.BatchWithPinnedPlans()
            .Add("maintenance/rescue_jobs", binding => binding
                .Set("rescuer", rescuer)
                .Set("crash_budget", crashBudget)
                .Set("limit", limit)
                .Set("walks", walkBegan is not null))
            .Add("jobs/end_cancel_requests")
            .Add("maintenance/remove_lost_workers");
        IReadOnlyList<RescuedJob> rescued;
        try
        {
            rescued = await database.RunAsync(batch, ReadRescuedAsync, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // Also if it failed, perhaps because it took too long: the next one must not try the same again.
            if (walkBegan is { } began) EndWalk(began);
        }

        if (rescued.Any(job => !job.Failed)) await WakeIdleAsync(cancellationToken).ConfigureAwait(false);
        return rescued;
    }

    public async ValueTask<int> PruneAsync(TimeSpan retention, int limit, CancellationToken cancellationToken)
    {
        if (retention > LongestRetention) return 0;
        var jobs = database.Batch()
            .Add("maintenance/prune_jobs", binding => binding.Set("retention", DatabaseTime.From(retention)).Set("limit", limit).Set("after", _prunedUpTo));
        var (pruned, last) = await database.RunAsync(jobs, ReadPrunedAsync, cancellationToken).ConfigureAwait(false);
        _prunedUpTo = pruned == limit && last is not null ? last : Beginning;
        if (pruned == limit) return pruned;

        var workers = database.Batch().Add("maintenance/prune_workers", binding => binding.Set("retention", DatabaseTime.From(retention)));
        await database.RunAsync(workers, cancellationToken).ConfigureAwait(false);
        return pruned;
    }

    public ValueTask<QueueService> ReadQueueServiceAsync(CancellationToken cancellationToken)
    {
        var batch = database.BatchWithPinnedPlans().Add("queues/list_waiting_queues").Add("workers/list_served_queues");
        return database.RunAsync(batch, ReadQueueServiceAsync, cancellationToken);
    }

    // Null if it is too soon after one that took long.
    private long? BeginWalk()
    {
        lock (_lock) return _walking.IsDue ? _walking.Begin() : null;
    }

    private void EndWalk(long began)
    {
        lock (_lock) _walking.Took(time.GetElapsedTime(began));
    }

    private async ValueTask<PromotedJobs> PromoteAsync(MarkedPromotion promotion, CancellationToken cancellationToken)
    {
        try
        {
            var batch = PromotedJobs.AddTo(database.BatchWithPinnedPlans(), promotion);
            var promoted = await database.RunAsync(batch, ReadPromotedAsync, cancellationToken).ConfigureAwait(false);
            mark.Complete(promotion, promoted);
            return promoted;
        }
        catch
        {
            mark.Fail(promotion);
            throw;
        }
    }

    private ValueTask WakeIdleAsync(CancellationToken cancellationToken)
        => database.RunAsync(database.Batch().Add("signals/wake_idle", binding => binding.Set("channel", database.Channel)), cancellationToken);

    private static async ValueTask<QueueService> ReadQueueServiceAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        var waiting = await ReadTextsAsync(reader, cancellationToken).ConfigureAwait(false);
        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        return new QueueService(waiting, await ReadTextsAsync(reader, cancellationToken).ConfigureAwait(false));
    }

    private static async ValueTask<List<string>> ReadTextsAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var texts = new List<string>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false)) texts.Add(reader.GetString(0));
        return texts;
    }

    private static async ValueTask<PromotedJobs> ReadPromotedAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        return await PromotedJobs.ReadAsync(reader, cancellationToken).ConfigureAwait(false);
    }

    private static async ValueTask<IReadOnlyList<RescuedJob>> ReadRescuedAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        var rescued = new List<RescuedJob>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            rescued.Add(new RescuedJob(reader.GetInt64(0), reader.GetString(1), reader.GetInt32(2), reader.GetBoolean(3)) { TaskName = reader.GetString(4) });
        return rescued;
    }

    private static async ValueTask<(int Pruned, string? Last)> ReadPrunedAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        return (reader.GetInt32(0), reader.IsDBNull(1) ? null : reader.GetString(1));
    }
}
