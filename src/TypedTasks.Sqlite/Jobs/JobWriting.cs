using TypedTasks.Sqlite.Connections;
using TypedTasks.Sqlite.Names;
using TypedTasks.Storage;

namespace TypedTasks.Sqlite.Jobs;

/// <summary>Stores jobs within one transaction.</summary>
internal sealed class JobWriting(Connection connection, NameScope names)
{
    private readonly long _now = connection.ReadClock();

    public List<EnqueuedJob> Write(IReadOnlyList<JobToStore> jobs)
    {
        var enqueued = new List<EnqueuedJob>(jobs.Count);
        foreach (var job in jobs) enqueued.Add(job.EnqueueId is { } id ? WriteOnce(job, id) : new EnqueuedJob(Write(job, []), AlreadyEnqueued: false));
        return enqueued;
    }

    private EnqueuedJob WriteOnce(JobToStore job, Guid enqueueId)
    {
        Span<byte> id = stackalloc byte[16];
        enqueueId.TryWriteBytes(id, bigEndian: true, out _);
        if (Find(id) is { } known) return new EnqueuedJob(known, AlreadyEnqueued: true);

        var number = Write(job, id);
        connection.Prepare("jobs/keep_enqueue_id").BindBlob("enqueue_id", id).Bind("job", number).Run();
        return new EnqueuedJob(number, AlreadyEnqueued: false);
    }

    private long? Find(ReadOnlySpan<byte> enqueueId)
    {
        using var statement = connection.Prepare("jobs/find_enqueued").BindBlob("enqueue_id", enqueueId);
        return statement.Read() ? statement.Long(0) : null;
    }

    private long Write(JobToStore job, ReadOnlySpan<byte> enqueueId)
    {
        var due = Due(job);
        var deadline = job.Deadline is { } moment ? DatabaseTime.FromDateTime(moment) : null as long?;
        if (due > _now && deadline <= due) throw Deadlines.NeverInTime([job]);

        var statement = connection.Prepare("jobs/enqueue_jobs")
            .Bind("queue", names.Queue(job.Queue))
            .Bind("contract", names.Contract(new TaskContract(job.TaskName, job.Version)))
            .Bind("rank", -job.Priority)
            .Bind("expected_by", ExpectedBy(job))
            .Bind("max_attempts", job.MaxAttempts)
            .Bind("due", due)
            .Bind("deadline", deadline)
            .Bind("at_most_once", job.AtMostOnce ? 1 : 0)
            .Bind("now", _now)
            .BindText("payload", job.Payload.Span);
        _ = enqueueId.IsEmpty ? statement.Bind("enqueue_id", null as string) : statement.BindBlob("enqueue_id", enqueueId);
        _ = job.Settings is null ? statement.Bind("settings", null as string) : statement.BindText("settings", job.Settings);
        statement.Run();
        return connection.LastId;
    }

    private long Due(JobToStore job)
        => job.RunAt is { } runAt ? DatabaseTime.FromDateTime(runAt) : DatabaseTime.After(_now, job.Delay);

    private long ExpectedBy(JobToStore job)
    {
        if (job.ExpectedBy is { } moment) return DatabaseTime.FromDateTime(moment);
        return job.ExpectedWithin is { } within ? DatabaseTime.After(_now, within) : DatabaseTime.Never;
    }
}
