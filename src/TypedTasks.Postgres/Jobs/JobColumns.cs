using System.Runtime.InteropServices;
using TypedTasks.Postgres.Connections;
using TypedTasks.Postgres.Names;
using TypedTasks.Storage;

namespace TypedTasks.Postgres.Jobs;

/// <summary>Jobs to store, turned into one array per column.</summary>
internal sealed class JobColumns
{
    private readonly int[] _queues;
    private readonly int[] _contracts;
    private readonly short[] _ranks;
    private readonly long?[] _expectedBy;
    private readonly long?[] _expectedWithin;
    private readonly int[] _maxAttempts;
    private readonly long?[] _runAt;
    private readonly long[] _delays;
    private readonly long?[] _deadlines;
    private readonly byte[]?[] _settings;
    private readonly byte[][] _payloads;
    private readonly Guid?[] _enqueueIds;

    public JobColumns(IReadOnlyList<JobToStore> jobs, NumberedNames names)
    {
        _queues = Column(jobs, job => names.Queue(job.Queue));
        _contracts = Column(jobs, job => names.Contract(new TaskContract(job.TaskName, job.Version)));
        _ranks = Column(jobs, job => (short)-job.Priority);
        _expectedBy = Column(jobs, job => DatabaseTime.From(job.ExpectedBy));
        _expectedWithin = Column(jobs, job => DatabaseTime.From(job.ExpectedWithin));
        _maxAttempts = Column(jobs, job => job.MaxAttempts);
        _runAt = Column(jobs, job => DatabaseTime.From(job.RunAt));
        _delays = Column(jobs, job => DatabaseTime.From(job.Delay));
        _deadlines = Column(jobs, job => DatabaseTime.From(job.Deadline));
        _settings = Column(jobs, job => job.Settings);
        _payloads = Column(jobs, job => Bytes(job.Payload));
        _enqueueIds = Column(jobs, job => job.EnqueueId);
    }

    public Binding BindTo(Binding binding) => binding
        .Set("queues", _queues)
        .Set("contracts", _contracts)
        .Set("ranks", _ranks)
        .SetTimes("expected_by", _expectedBy)
        .Set("expected_within", _expectedWithin)
        .Set("max_attempts", _maxAttempts)
        .SetTimes("run_at", _runAt)
        .Set("delays", _delays)
        .SetTimes("deadlines", _deadlines)
        .SetJson("settings", _settings)
        .SetJson("payloads", _payloads);

    public Binding BindWithIdsTo(Binding binding) => BindTo(binding).Set("enqueue_ids", _enqueueIds);

    private static T[] Column<T>(IReadOnlyList<JobToStore> jobs, Func<JobToStore, T> value)
    {
        var column = new T[jobs.Count];
        for (var i = 0; i < column.Length; i++)
            column[i] = value(jobs[i]);
        return column;
    }

    private static byte[] Bytes(ReadOnlyMemory<byte> payload)
        => MemoryMarshal.TryGetArray(payload, out var segment) && segment.Array is { } whole && segment.Count == whole.Length
            ? whole
            : payload.ToArray();
}
