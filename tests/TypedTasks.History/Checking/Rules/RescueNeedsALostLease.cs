using TypedTasks.History.Events;

namespace TypedTasks.History.Checking.Rules;

/// <summary>Only the jobs of a worker whose lease has run out, or that was removed, are taken from it.</summary>
internal sealed class RescueNeedsALostLease : IRule
{
    // The database counts leases on the wall clock, which is adjusted now and then; events are on the monotonic one.
    private const long Tolerance = 50_000_000;

    public IEnumerable<Violation> Check(RecordedHistory history)
    {
        var renewals = history.Events.Where(static seen => seen.Kind is EventKind.Registered or EventKind.Renewed).ToLookup(static seen => seen.WorkerId);
        var removals = history.Events.Where(static seen => seen.Kind == EventKind.RemoveAsked).ToLookup(static seen => seen.WorkerId);
        return from job in history.Jobs
               from rescue in job.Events.Where(static seen => seen.Kind == EventKind.Rescued)
               let claim = LostClaim(job, rescue)
               where claim is not null && !removals[claim.WorkerId].Any(removal => removal.At < rescue.At)
               from renewal in renewals[claim.WorkerId].Where(renewal => renewal.At < rescue.AskedAt).TakeLast(1)
               let left = renewal.AskedAt + (long?)renewal.Lease?.TotalNanoseconds - rescue.At
               where left > Tolerance
               select new Violation(
                   nameof(RescueNeedsALostLease),
                   $"job {job.Id} was taken from worker {claim.WorkerId}, whose lease had {left / 1e6:F0} ms left",
                   [.. job.Events, renewal]);
    }

    /// <summary>The claim that the rescue ended; null if that is not certain, because answers to claims were lost.</summary>
    private static HistoryEvent? LostClaim(JobStory job, HistoryEvent rescue)
    {
        HistoryEvent[] candidates = [.. job.Claims.Where(claim => MayEnd(job, claim, rescue))];
        return candidates is [var claim] ? claim : null;
    }

    private static bool MayEnd(JobStory job, HistoryEvent claim, HistoryEvent rescue)
    {
        if (claim.AskedAt > rescue.At || job.Accepted.Any(outcome => outcome.Claims == claim.Claims)) return false;

        // The claim after it came after the rescue; a stopped process may learn of its own claim long after both.
        var next = job.Claims.FirstOrDefault(later => later.Claims > claim.Claims);
        if (next is null) return job.Final?.Claims == claim.Claims;
        return next.Claims == claim.Claims + 1 && next.At > rescue.AskedAt;
    }
}
