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

    private readonly Lock _lock = new();
    private readonly Dictionary<int, JobMark> _marks = [];
    private int _round;
    private bool _rescan = true;
    private long _scannedAt;

    public MarkedClaim Begin(ClaimRequest request)
    {
        lock (_lock)
        {
            var thorough = request.Thorough || _rescan || time.GetElapsedTime(_scannedAt) >= RescanInterval;
            if (thorough) StartRound();
            return new MarkedClaim(_round, thorough, [.. request.Queues.Select(queue => _marks.GetValueOrDefault(queue, JobMark.Lowest))]);
        }
    }

    public void Complete(MarkedClaim claim, ClaimRequest request, ClaimedRows claimed)
    {
        lock (_lock)
        {
            if (claimed.Count < request.Limit)
            {
                _rescan |= !claim.Thorough;
                foreach (var queue in request.Queues) _marks.Remove(queue);
                return;
            }

            // A claim that began before the last full scan knows nothing of what that scan has yet to look at.
            if (claim.Round != _round) return;

            foreach (var (queue, mark) in claimed.LastPerQueue())
                if (mark.CompareTo(_marks.GetValueOrDefault(queue, JobMark.Lowest)) > 0) _marks[queue] = mark;
        }
    }

    private void StartRound()
    {
        _round++;
        _marks.Clear();
        _rescan = false;
        _scannedAt = time.GetTimestamp();
    }
}
