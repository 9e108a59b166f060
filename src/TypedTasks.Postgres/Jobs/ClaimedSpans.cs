namespace TypedTasks.Postgres.Jobs;

/// <summary>How far each queue has been claimed, in each of its ranks. Not thread-safe: guarded by its owner.</summary>
internal sealed class ClaimedSpans
{
    private readonly Dictionary<int, SortedList<short, JobMark>> _last = [];

    public bool IsEmpty => _last.Count == 0;

    /// <summary>The last job claimed of a queue, in the queue's order.</summary>
    public JobMark LastOf(int queue) => _last.TryGetValue(queue, out var ranks) ? ranks.GetValueAtIndex(ranks.Count - 1) : JobMark.Lowest;

    public void Raise(int queue, JobMark mark)
    {
        if (!_last.TryGetValue(queue, out var ranks)) _last[queue] = ranks = new(1);
        if (!ranks.TryGetValue(mark.Rank, out var last) || mark.CompareTo(last) > 0) ranks[mark.Rank] = mark;
    }

    /// <summary>Takes over what the other knows of these queues.</summary>
    public void Raise(ClaimedSpans other, IReadOnlyList<int> queues)
    {
        foreach (var queue in queues)
        {
            if (!other._last.TryGetValue(queue, out var ranks)) continue;
            foreach (var mark in ranks.Values) Raise(queue, mark);
        }
    }

    public void Forget(IReadOnlyList<int> queues)
    {
        foreach (var queue in queues) _last.Remove(queue);
    }

    public void Clear() => _last.Clear();

    public ClaimedSpans Copy()
    {
        var copy = new ClaimedSpans();
        copy.Raise(this, [.. _last.Keys]);
        return copy;
    }

    /// <summary>A queue without the spans claimed here and in the other: of each rank, what nothing is expected of and comes before the earlier one of both marks.</summary>
    public IEnumerable<Gap> GapsOf(int queue, ClaimedSpans other)
    {
        var after = JobMark.Lowest;
        if (_last.TryGetValue(queue, out var mine) && other._last.TryGetValue(queue, out var others))
        {
            foreach (var (rank, mark) in mine)
            {
                if (!others.TryGetValue(rank, out var otherMark)) continue;
                var earlier = mark.CompareTo(otherMark) < 0 ? mark : otherMark;
                if (!earlier.IsUnexpected) continue;
                yield return new Gap(queue, after, JobMark.BeforeUnexpected(rank));
                after = earlier;
            }
        }

        yield return new Gap(queue, after, JobMark.Highest);
    }
}
