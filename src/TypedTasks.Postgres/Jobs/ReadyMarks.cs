using TypedTasks.Storage;

namespace TypedTasks.Postgres.Jobs;

/// <summary>
/// How far one worker has claimed each queue, so that its next claim need not walk over the dead index entries of what it has claimed already.
/// Its connections share the marks: what one has locked, the other would skip anyway.
/// </summary>
internal sealed class ReadyMarks(TimeProvider time)
{
    // Jobs may appear below a mark: late commits, retries, better priorities, claims rolled back.
    private static readonly TimeSpan RescanInterval = TimeSpan.FromSeconds(1);

    // A full scan that takes longer walks over many dead index entries, because an old transaction holds back vacuum.
    private static readonly TimeSpan ShortScan = TimeSpan.FromMilliseconds(25);

    // Then nine parts of ten are left to other work. Without this a worker that keeps pace with its producers
    // scans all the time: each short claim asks for a full scan.
    private const int PausePerScan = 9;

    // A claim in place of a full scan that was put off begins where marks were so long ago, or a little earlier: callers who enqueue
    // at the same time commit in another order than that of their numbers, and what commits last must not wait for the scan.
    private static readonly TimeSpan CommitsTake = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();
    private readonly Dictionary<int, JobMark> _marks = [];
    private Dictionary<int, JobMark> _marksBeforeScan = [];
    private Dictionary<int, JobMark> _trailing = [];
    private Dictionary<int, JobMark> _nextTrailing = [];
    private long _trailingSince;
    private int _round;
    private bool _rescan = true;
    private long _scannedAt;
    private TimeSpan _scanTook;

    public MarkedClaim Begin(ClaimRequest request)
    {
        lock (_lock)
        {
            var age = time.GetElapsedTime(_scannedAt);
            var wanted = request.Thorough || _rescan || age >= RescanInterval;
            var isPutOff = wanted && request.CanWait && IsTooSoon(age);
            var thorough = wanted && !isPutOff;
            MoveTrailing();
            if (thorough) StartRound();
            var marks = isPutOff ? _trailing : _marks;
            return new MarkedClaim(_round, thorough, [.. request.Queues.Select(queue => Lower(_marks, marks, queue))]);
        }
    }

    public void Complete(MarkedClaim claim, ClaimRequest request, ClaimedRows claimed) => Complete(claim, request, claimed.Count, claimed.LastPerQueue());

    public void Complete(MarkedClaim claim, ClaimRequest request, int count, IReadOnlyDictionary<int, JobMark> lastPerQueue)
    {
        lock (_lock)
        {
            if (claim.Thorough && claim.Round == _round) _scanTook = time.GetElapsedTime(_scannedAt);
            var isShort = count < request.Limit;
            _rescan |= isShort && !claim.Thorough;
            if (isShort && !(request.CanWait && IsLong))
            {
                foreach (var queue in request.Queues) _marks.Remove(queue);
                return;
            }

            // A claim that began before the last full scan knows nothing of what that scan has yet to look at.
            if (claim.Round != _round) return;

            // A full scan that came back short left nothing behind it.
            if (isShort && claim.Thorough) Raise(_marksBeforeScan.Where(mark => request.Queues.Contains(mark.Key)));
            Raise(lastPerQueue);
        }
    }

    private bool IsLong => _scanTook > ShortScan;

    private bool IsTooSoon(TimeSpan age) => IsLong && age < RescanInterval && age - _scanTook < _scanTook * PausePerScan;

    private static JobMark Lower(Dictionary<int, JobMark> some, Dictionary<int, JobMark> others, int queue)
    {
        var (one, other) = (some.GetValueOrDefault(queue, JobMark.Lowest), others.GetValueOrDefault(queue, JobMark.Lowest));
        return one.CompareTo(other) < 0 ? one : other;
    }

    private void MoveTrailing()
    {
        if (time.GetElapsedTime(_trailingSince) < CommitsTake) return;
        (_trailing, _nextTrailing, _trailingSince) = (_nextTrailing, new(_marks.Count > 0 ? _marks : _marksBeforeScan), time.GetTimestamp());
    }

    private void Raise(IEnumerable<KeyValuePair<int, JobMark>> marks)
    {
        foreach (var (queue, mark) in marks)
            if (mark.CompareTo(_marks.GetValueOrDefault(queue, JobMark.Lowest)) > 0) _marks[queue] = mark;
    }

    private void StartRound()
    {
        _round++;
        _marksBeforeScan = new(_marks);
        _marks.Clear();
        _rescan = false;
        _scannedAt = time.GetTimestamp();
    }
}
