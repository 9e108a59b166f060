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
    private static readonly TimeSpan ShortScan = TimeSpan.FromMilliseconds(10);

    // Then nine parts of ten are left to other work. Without this a worker that keeps pace with its producers
    // scans all the time: each short claim asks for a full scan.
    private const int PausePerScan = 9;

    private readonly Lock _lock = new();
    private readonly Dictionary<int, JobMark> _marks = [];
    private Dictionary<int, JobMark> _marksBeforeScan = [];
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
            var thorough = wanted && !(request.CanWait && IsTooSoon(age));
            if (thorough) StartRound();
            return new MarkedClaim(_round, thorough, [.. request.Queues.Select(queue => _marks.GetValueOrDefault(queue, JobMark.Lowest))]);
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
