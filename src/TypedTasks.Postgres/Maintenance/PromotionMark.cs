using TypedTasks.Postgres.Connections;
using TypedTasks.Postgres.Jobs;

namespace TypedTasks.Postgres.Maintenance;

/// <summary>
/// Up to which time all scheduled jobs have been made ready, so that the next look need not walk over the dead index entries of those.
/// As long as full looks are short, each is one.
/// </summary>
internal sealed class PromotionMark(TimeProvider time)
{
    // A job is due at a time that is counted from the beginning of its transaction. What commits later than this waits for a full look.
    private const long CommitsTake = 1_000_000; // microseconds

    private static readonly TimeSpan QuickLook = TimeSpan.FromMilliseconds(25);

    private readonly Lock _lock = new();
    private readonly LookPace _full = new(QuickLook, time);
    private long _mark = DatabaseTime.MinusInfinity;

    public MarkedPromotion Begin(int limit)
    {
        lock (_lock)
        {
            return _full.IsDue
                ? new MarkedPromotion(limit, DatabaseTime.MinusInfinity, IsFull: true, _full.Begin())
                : new MarkedPromotion(limit, _mark, IsFull: false, time.GetTimestamp());
        }
    }

    public void Complete(MarkedPromotion promotion, PromotedJobs promoted)
    {
        lock (_lock)
        {
            if (promotion.IsFull) _full.Took(time.GetElapsedTime(promotion.BeganAt));
            if (promoted.Ids.Length < promotion.Limit) _mark = promoted.At - CommitsTake;
        }
    }

    /// <summary>Nothing came of it, perhaps because it took too long: then the next one must not try the same again at once.</summary>
    public void Fail(MarkedPromotion promotion)
    {
        lock (_lock)
        {
            if (promotion.IsFull) _full.Took(time.GetElapsedTime(promotion.BeganAt));
        }
    }
}
