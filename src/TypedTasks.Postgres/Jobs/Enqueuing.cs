using Npgsql;
using NpgsqlTypes;
using TypedTasks.Postgres.Connections;
using TypedTasks.Postgres.Names;
using TypedTasks.Storage;

namespace TypedTasks.Postgres.Jobs;

/// <summary>Stores jobs, in a transaction of its own or in the caller's.</summary>
internal sealed class Enqueuing(Database database, NameNumbers names)
{
    private const int MostTries = 5;

    public async ValueTask<IReadOnlyList<EnqueuedJob>> EnqueueAsync(
        IReadOnlyList<JobToStore> jobs, NpgsqlTransaction? transaction, CancellationToken cancellationToken)
    {
        if (jobs.Count == 0) return [];

        var numbers = names.Known(jobs) ?? await names.ResolveAsync(
            jobs.Select(job => job.Queue),
            jobs.Select(job => new TaskContract(job.TaskName, job.Version)),
            transaction,
            cancellationToken).ConfigureAwait(false);
        try
        {
            var enqueued = jobs.Any(job => job.EnqueueId is not null)
                ? await EnqueueOnceAsync(jobs, numbers, transaction, cancellationToken).ConfigureAwait(false)
                : await EnqueueNewAsync(jobs, numbers, transaction, cancellationToken).ConfigureAwait(false);
            names.Kept(numbers);
            return enqueued;
        }
        catch (StorageException refused) when (refused.InnerException is PostgresException { ConstraintName: "job_can_start" } reason)
        {
            throw Deadlines.NeverInTime(jobs, reason);
        }
    }

    private ValueTask<IReadOnlyList<EnqueuedJob>> EnqueueNewAsync(
        IReadOnlyList<JobToStore> jobs, NumberedNames numbers, NpgsqlTransaction? transaction, CancellationToken cancellationToken)
    {
        var columns = new JobColumns(jobs, numbers);
        var batch = transaction is null ? database.PreparedBatch() : new Batch(database.Statements);
        batch = columns.ArePlain
            ? batch.Add("jobs/enqueue_ready_jobs", binding => columns.BindPlainTo(binding).Set("channel", database.Channel))
            : WithSignals(batch.Add("jobs/enqueue_jobs", columns.BindTo), jobs, transaction);
        NameNumbers.Keep(numbers, batch);
        return RunAsync(batch, transaction, (reader, token) => ReadNumbersAsync(reader, jobs.Count, token), cancellationToken);
    }

    private async ValueTask<IReadOnlyList<EnqueuedJob>> EnqueueOnceAsync(
        IReadOnlyList<JobToStore> jobs, NumberedNames numbers, NpgsqlTransaction? transaction, CancellationToken cancellationToken)
    {
        var enqueued = new EnqueuedJob?[jobs.Count];
        for (var tries = 1; ; tries++)
        {
            int[] left = [.. Enumerable.Range(0, jobs.Count).Where(i => enqueued[i] is null)];
            if (left.Length == 0) return Array.ConvertAll(enqueued, job => job.GetValueOrDefault());
            if (tries > MostTries) throw AlwaysPruned(jobs[left[0]]);

            var found = await TryEnqueueOnceAsync([.. left.Select(i => jobs[i])], numbers, transaction, cancellationToken).ConfigureAwait(false);
            for (var i = 0; i < left.Length; i++) enqueued[left[i]] = found[i];
        }
    }

    /// <returns>Null for an id that was there when the job was to be stored, and pruned with its finished job before it was looked up.</returns>
    private ValueTask<EnqueuedJob?[]> TryEnqueueOnceAsync(
        IReadOnlyList<JobToStore> jobs, NumberedNames numbers, NpgsqlTransaction? transaction, CancellationToken cancellationToken)
    {
        // The same id twice in one call: the first one counts, as if they had come one after the other.
        var ids = new HashSet<Guid>();
        var wanted = Enumerable.Range(0, jobs.Count).Where(i => jobs[i].EnqueueId is not { } id || ids.Add(id)).ToList();
        var batch = (transaction is null ? database.BatchWithPinnedPlans() : new Batch(database.Statements))
            .Add("jobs/enqueue_jobs_once", new JobColumns([.. wanted.Select(i => jobs[i])], numbers).BindWithIdsTo)
            .Add("jobs/find_enqueued", binding => binding.Set("enqueue_ids", ids.Select(id => (Guid?)id).ToArray()));
        NameNumbers.Keep(numbers, batch);
        return RunAsync(WithSignals(batch, jobs, transaction), transaction, (reader, token) => ReadOnceAsync(reader, jobs, wanted, isPinned: transaction is null, token), cancellationToken);
    }

    private StorageException AlwaysPruned(JobToStore job) => new(
        StorageFault.Unavailable,
        $"The enqueue id {job.EnqueueId} in {database.Description} was taken and pruned again {MostTries} times while a job was to be stored under it. "
        + "Keep finished jobs for longer (TypedTasks:Worker:Retention), and try again.");

    private ValueTask<T> RunAsync<T>(
        Batch batch, NpgsqlTransaction? transaction, Func<NpgsqlDataReader, CancellationToken, ValueTask<T>> read, CancellationToken cancellationToken)
        => transaction is null
            ? database.RunAsync(batch, read, cancellationToken)
            : database.RunAsync(batch, transaction, read, cancellationToken);

    private Batch WithSignals(Batch batch, IReadOnlyList<JobToStore> jobs, NpgsqlTransaction? transaction)
    {
        JobToStore[] scheduled = [.. jobs.Where(job => job.RunAt is not null || job.Delay > TimeSpan.Zero)];
        if (scheduled.Length < jobs.Count) batch.Add("signals/wake_idle", binding => binding.Set("channel", database.Channel));
        return scheduled.Length == 0 ? batch : batch.Add("signals/announce_due", binding => binding
            .Set("channel", database.Channel)
            .Set("delay", scheduled.Where(job => job.RunAt is null).Min(job => (long?)DatabaseTime.From(job.Delay)), NpgsqlDbType.Bigint)
            .Set("run_at", DatabaseTime.From(scheduled.Min(job => job.RunAt)), NpgsqlDbType.TimestampTz)
            .Set("now", transaction is null));
    }

    private static async ValueTask<IReadOnlyList<EnqueuedJob>> ReadNumbersAsync(NpgsqlDataReader reader, int count, CancellationToken cancellationToken)
    {
        var enqueued = new List<EnqueuedJob>(count);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            enqueued.Add(new EnqueuedJob(reader.GetInt64(0), AlreadyEnqueued: false));
        return enqueued;
    }

    private static async ValueTask<EnqueuedJob?[]> ReadOnceAsync(
        NpgsqlDataReader reader, IReadOnlyList<JobToStore> jobs, List<int> wanted, bool isPinned, CancellationToken cancellationToken)
    {
        if (isPinned) await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        var stored = new Dictionary<int, long>(wanted.Count);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            stored[wanted[reader.GetInt32(0) - 1]] = reader.GetInt64(1);

        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        var known = new Dictionary<Guid, long>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            known[reader.GetGuid(0)] = reader.GetInt64(1);

        var enqueued = new EnqueuedJob?[jobs.Count];
        for (var i = 0; i < enqueued.Length; i++)
        {
            if (stored.TryGetValue(i, out var id)) enqueued[i] = new EnqueuedJob(id, AlreadyEnqueued: false);
            else if (jobs[i].EnqueueId is { } repeated && known.TryGetValue(repeated, out id)) enqueued[i] = new EnqueuedJob(id, AlreadyEnqueued: true);
        }

        return enqueued;
    }
}
