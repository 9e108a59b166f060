namespace TypedTasks.Storage;

/// <summary>Deadlines that jobs could never keep. Only the database's clock can tell: a delay counts from there.</summary>
internal static class Deadlines
{
    /// <summary>What to say of jobs of which one becomes ready only after its deadline: of the one with the least time.</summary>
    public static ArgumentException NeverInTime(IReadOnlyList<JobToStore> jobs, Exception? inner = null)
    {
        var job = jobs.Where(job => job.Deadline is not null).MinBy(job => job.RunAt is { } runAt ? (job.Deadline - runAt).GetValueOrDefault().Ticks : job.Deadline.GetValueOrDefault().UtcTicks - job.Delay.Ticks);
        var due = job?.RunAt is { } at ? $"to run at {at:O}" : $"delayed by {job?.Delay}";
        return new ArgumentException(
            $"A job of task '{job?.TaskName}' {due} would not become ready before its deadline, {job?.Deadline:O}, by the database's clock: it could never start. "
            + "Set a later deadline, or let it become ready sooner. Nothing was stored.",
            inner);
    }
}
