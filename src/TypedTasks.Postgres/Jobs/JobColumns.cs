using System.Runtime.InteropServices;
using TypedTasks.Postgres.Connections;
using TypedTasks.Postgres.Names;
using TypedTasks.Storage;

namespace TypedTasks.Postgres.Jobs;

/// <summary>Jobs to store, turned into one array per column.</summary>
internal sealed class JobColumns(IReadOnlyList<JobToStore> jobs, NumberedNames names)
{
    /// <summary>Whether all jobs are ready at once and have only what each job has.</summary>
    public bool ArePlain
    {
        get
        {
            for (var i = 0; i < jobs.Count; i++)
                if (!IsPlain(jobs[i])) return false;
            return true;
        }
    }

    public Binding BindPlainTo(Binding binding) => binding
        .Set("queues", Numbers(static job => job.Queue, static (names, job) => names.Queue(job.Queue)))
        .Set("contracts", Numbers(static job => job.TaskName, static (names, job) => names.Contract(new TaskContract(job.TaskName, job.Version))))
        .Set("ranks", Column(static job => (short)-job.Priority))
        .Set("max_attempts", Column(static job => job.MaxAttempts))
        .SetJson("payloads", Column(static job => Bytes(job.Payload)));

    public Binding BindTo(Binding binding) => BindPlainTo(binding)
        .SetTimes("expected_by", Column(static job => DatabaseTime.From(job.ExpectedBy)))
        .Set("expected_within", Column(static job => DatabaseTime.From(job.ExpectedWithin)))
        .SetTimes("run_at", Column(static job => DatabaseTime.From(job.RunAt)))
        .Set("delays", Column(static job => DatabaseTime.From(job.Delay)))
        .SetTimes("deadlines", Column(static job => DatabaseTime.From(job.Deadline)))
        .SetJson("settings", Column(static job => job.Settings))
        .Set("at_most_once", Column(static job => job.AtMostOnce));

    public Binding BindWithIdsTo(Binding binding) => BindTo(binding).Set("enqueue_ids", Column(static job => job.EnqueueId));

    // By comparison with a job that has nothing else, so that a property that comes later makes a job special by itself.
    private static bool IsPlain(JobToStore job) => job == new JobToStore
    {
        TaskName = job.TaskName,
        Version = job.Version,
        Queue = job.Queue,
        Priority = job.Priority,
        MaxAttempts = job.MaxAttempts,
        Payload = job.Payload,
    };

    private T[] Column<T>(Func<JobToStore, T> value)
    {
        var column = new T[jobs.Count];
        for (var i = 0; i < column.Length; i++)
            column[i] = value(jobs[i]);
        return column;
    }

    // Neighbours mostly share a name, and looking one up costs more than the rest of the row.
    private int[] Numbers(Func<JobToStore, string> name, Func<NumberedNames, JobToStore, int> number)
    {
        var column = new int[jobs.Count];
        for (var i = 0; i < column.Length; i++)
        {
            var isAsBefore = i > 0 && ReferenceEquals(name(jobs[i]), name(jobs[i - 1])) && jobs[i].Version == jobs[i - 1].Version;
            column[i] = isAsBefore ? column[i - 1] : number(names, jobs[i]);
        }

        return column;
    }

    private static byte[] Bytes(ReadOnlyMemory<byte> payload)
        => MemoryMarshal.TryGetArray(payload, out var segment) && segment.Array is { } whole && segment.Count == whole.Length
            ? whole
            : payload.ToArray();
}
