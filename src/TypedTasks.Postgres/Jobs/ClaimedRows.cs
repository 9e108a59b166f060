using System.Runtime.InteropServices;
using Npgsql;
using TypedTasks.Postgres.Connections;
using TypedTasks.Postgres.Maintenance;
using TypedTasks.Storage;

namespace TypedTasks.Postgres.Jobs;

/// <summary>The jobs of one claim on their way to the worker. The server returns them in no order.</summary>
internal sealed class ClaimedRows
{
    private readonly Dictionary<int, int> _preferences;
    private readonly List<(int Preference, JobMark Mark)> _places;
    private readonly List<ClaimedJob> _jobs;
    private readonly bool _promotes;
    private readonly bool _isAround;
    private readonly Dictionary<(int Queue, short Rank), JobMark> _lastPerRank = [];

    public ClaimedRows(ClaimRequest request, MarkedClaim? marked)
    {
        _isAround = marked?.Scope == ClaimScope.Around;
        _places = new(Math.Min(request.Limit, 1024));
        _jobs = new(_places.Capacity);
        _promotes = request.Promotes > 0;
        _preferences = new(request.Queues.Count);
        for (var i = 0; i < request.Queues.Count; i++)
            _preferences.TryAdd(request.Queues[i], i);
    }

    public int Count => _jobs.Count;

    /// <summary>What was made ready before the claim; null if that was not asked for.</summary>
    public PromotedJobs? Promoted { get; private set; }

    /// <summary>Whether some of it was not claimed, so that others may want it.</summary>
    public bool PromotedForOthers => Promoted is { Ids.Length: > 0 } promoted && promoted.Ids.Except(_jobs.Select(static job => job.AttemptId.JobId)).Any();

    public async ValueTask ReadPromotedAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        if (!_promotes) return;
        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        Promoted = await PromotedJobs.ReadAsync(reader, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            var id = reader.GetInt64(0);
            var queue = reader.GetInt32(2);
            var claimedAt = reader.GetFieldValue<long>(14);
            _jobs.Add(new ClaimedJob
            {
                AttemptId = new AttemptId(id, reader.GetInt32(1), claimedAt),
                Queue = queue,
                Contract = reader.GetInt32(3),
                Attempt = reader.GetInt32(4),
                MaxAttempts = reader.GetInt32(5),
                Crashes = reader.GetInt16(6),
                EnqueuedAt = reader.ReadTime(7),
                Payload = reader.GetFieldValue<byte[]>(10),
                StartWithin = reader.IsDBNull(11) ? null : DatabaseTime.Between(claimedAt, reader.GetFieldValue<long>(11)),
                Settings = reader.IsDBNull(12) ? null : reader.GetFieldValue<byte[]>(12),
                AtMostOnce = reader.GetBoolean(13),
            });
            var mark = new JobMark(reader.GetInt16(8), reader.GetFieldValue<long>(9), id);
            _places.Add((_preferences[queue], mark));

            // One that was made ready again is found wherever it stands: what comes before it in the order may not have been looked at.
            if (!_isAround || reader.IsDBNull(15)) Note(queue, mark);
        }
    }

    public IReadOnlyList<ClaimedJob> BestFirst()
    {
        if (IsInOrder()) return _jobs;

        var places = _places.ToArray();
        var jobs = _jobs.ToArray();
        Array.Sort(places, jobs);
        return jobs;
    }

    /// <summary>The last jobs in the order of each queue and rank, up to which everything there was claimed.</summary>
    public IEnumerable<(int Queue, JobMark Mark)> LastPerRank() => _lastPerRank.Select(static last => (last.Key.Queue, last.Value));

    private void Note(int queue, JobMark mark)
    {
        ref var last = ref CollectionsMarshal.GetValueRefOrAddDefault(_lastPerRank, (queue, mark.Rank), out var isKnown);
        if (!isKnown || mark.CompareTo(last) > 0) last = mark;
    }

    private bool IsInOrder()
    {
        for (var i = 1; i < _places.Count; i++)
            if (_places[i].CompareTo(_places[i - 1]) < 0) return false;
        return true;
    }
}
