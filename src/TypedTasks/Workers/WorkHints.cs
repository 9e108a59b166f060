namespace TypedTasks.Workers;

/// <summary>Whether there may be jobs to claim, as far as a worker knows. Not thread-safe: guarded by its owner.</summary>
internal sealed class WorkHints
{
    private bool wantsSlot;

    /// <summary>How many hints there were, to tell whether one came while a claim was under way.</summary>
    public int Count { get; private set; }

    /// <summary>False only after a thorough claim found nothing and no hint came since.</summary>
    public bool MayHaveWork { get; private set; } = true;

    /// <summary>Whether the next claim must see every ready job.</summary>
    public bool Thorough { get; private set; } = true;

    /// <summary>Whether the next claim also makes ready what is due.</summary>
    public bool Promotes { get; private set; }

    /// <summary>It is time to look at everything, scheduled jobs too.</summary>
    public void Look()
    {
        Promotes = true;
        Expect();
    }

    /// <summary>Something was promoted, rescued or signalled.</summary>
    public void Expect()
    {
        Thorough = true;
        ExpectMore();
    }

    /// <summary>What ended jobs may have enqueued. It needs no thorough claim: only after an empty one the next is.</summary>
    public void ExpectMore()
    {
        Count++;
        MayHaveWork = true;
    }

    public void ClaimBegins() => Thorough = Promotes = false;

    /// <summary>A slot is free again: what a claim left aside for want of one may be claimed now.</summary>
    public void SlotFreed()
    {
        if (!wantsSlot) return;
        wantsSlot = false;
        ExpectMore();
    }

    public void ClaimFoundNothing(Trip claim)
    {
        if (claim.Hints != Count) return;
        wantsSlot = claim.FreeSlots < claim.Claim;
        if (claim.Thorough) MayHaveWork = false;
        else Thorough = true;
    }
}
