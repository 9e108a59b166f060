using TypedTasks.Storage;

namespace TypedTasks.Postgres.Jobs;

/// <summary>
/// How far one worker has claimed each queue, so that its next claim need not walk over the dead index entries of what it has claimed already.
/// Its connections share the marks: what one has locked, the other would skip anyway.
/// </summary>
/// <remarks>
/// Jobs appear below a mark, too: late commits, retries, better priorities, claims rolled back. A look everywhere finds them, once a second and after each short claim.
/// Where an old transaction holds back vacuum it soon takes seconds, and is put off; looks around take its place, which leave out only what is claimed
/// and find what was made ready again by the time when that was done. What is left for the look everywhere then is what commits late, and at-most-once jobs that were passed over for want of a slot.
/// </remarks>
internal sealed class ReadyMarks(TimeProvider time)
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    // A look everywhere that takes longer walks over many dead index entries.
    private static readonly TimeSpan QuickLook = TimeSpan.FromMilliseconds(25);

    // A look around begins where marks were so long ago, or a little earlier: callers who enqueue at the same time commit in another order
    // than that of their numbers, and what commits last must not wait for the look everywhere.
    private static readonly TimeSpan CommitsTake = TimeSpan.FromMilliseconds(250);

    // Between the moment that a statement notes and its commit.
    private static readonly TimeSpan StatementsTake = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly ClaimedSpans _claimed = new();
    private readonly LookPace _everywhere = new(QuickLook, time);
    private readonly LookPace _around = new(TimeSpan.Zero, time);
    private ClaimedSpans _beforeLook = new();
    private ClaimedSpans _trailing = new();
    private ClaimedSpans _nextTrailing = new();
    private long _trailingSince;
    private long _againSeenAt;
    private int _round;
    private bool _mustLook = true;

    public MarkedClaim Begin(ClaimRequest request)
    {
        lock (_lock)
        {
            MoveTrailing();
            var mustLook = request.Thorough || _mustLook || _everywhere.Age >= LookInterval;
            if (mustLook && (!request.CanWait || _everywhere.IsDue)) return Everywhere(request);
            if (mustLook && (request.Promotes > 0 || _around.IsDue)) return Around(request);
            return new MarkedClaim(ClaimScope.Ahead, _round, time.GetTimestamp()) { Marks = [.. request.Queues.Select(_claimed.LastOf)] };
        }
    }

    public void Complete(MarkedClaim claim, ClaimRequest request, ClaimedRows claimed) => Complete(claim, request, claimed.Count, claimed.LastPerRank());

    public void Complete(MarkedClaim claim, ClaimRequest request, int count, IEnumerable<(int Queue, JobMark Mark)> last)
    {
        lock (_lock)
        {
            var isShort = count < request.Limit;
            NoteTaken(claim, isShort);
            _mustLook |= isShort && claim.Scope != ClaimScope.Everywhere;
            if (isShort && !(request.CanWait && _everywhere.IsLong))
            {
                _claimed.Forget(request.Queues);
                return;
            }

            // A claim that began before the last look everywhere knows nothing of what that has yet to look at.
            if (claim.Round != _round) return;

            // A look everywhere that came back short left nothing behind it.
            if (isShort && claim.Scope == ClaimScope.Everywhere) _claimed.Raise(_beforeLook, request.Queues);
            if (!isShort && claim.KeepsMarks) _claimed.Forget(request.Queues);
            foreach (var (queue, mark) in last) _claimed.Raise(queue, mark);
        }
    }

    /// <summary>Nothing came of a claim, perhaps because it took longer than the server may: others must not try the same again, each from the beginning.</summary>
    public void Fail(MarkedClaim claim, ClaimRequest request)
    {
        lock (_lock)
        {
            var took = time.GetElapsedTime(claim.BeganAt);
            if (claim.Scope == ClaimScope.Around) _around.Took(took);
            if (claim.Scope != ClaimScope.Everywhere || claim.Round != _round) return;
            _everywhere.Took(took);
            _mustLook = true;
            if (_everywhere.IsLong) _claimed.Raise(_beforeLook, request.Queues);
        }
    }

    private MarkedClaim Everywhere(ClaimRequest request)
    {
        _round++;
        _beforeLook = _claimed.Copy();
        _mustLook = false;

        // Else the claims of other connections would walk over everything, too, for as long as this one does.
        var keepsMarks = _everywhere.IsLong;
        if (!keepsMarks) _claimed.Clear();
        return new MarkedClaim(ClaimScope.Everywhere, _round, _everywhere.Begin())
        {
            Marks = [.. request.Queues.Select(static _ => JobMark.Lowest)],
            KeepsMarks = keepsMarks,
        };
    }

    private MarkedClaim Around(ClaimRequest request)
        => new(ClaimScope.Around, _round, _around.Begin())
        {
            Gaps = [.. request.Queues.SelectMany(queue => _claimed.GapsOf(queue, _trailing))],
            AgainWithin = time.GetElapsedTime(_againSeenAt) + StatementsTake,
        };

    private void NoteTaken(MarkedClaim claim, bool isShort)
    {
        if (claim.Scope == ClaimScope.Ahead) return;
        var took = time.GetElapsedTime(claim.BeganAt);
        if (claim.Scope == ClaimScope.Around) _around.Took(took);
        else if (claim.Round == _round) _everywhere.Took(took);

        // What a full claim did not take of it, the next one still sees.
        if (claim.Scope == ClaimScope.Everywhere || isShort) _againSeenAt = Math.Max(_againSeenAt, claim.BeganAt);
    }

    private void MoveTrailing()
    {
        if (time.GetElapsedTime(_trailingSince) < CommitsTake) return;
        (_trailing, _nextTrailing, _trailingSince) = (_nextTrailing, (_claimed.IsEmpty ? _beforeLook : _claimed).Copy(), time.GetTimestamp());
    }
}
