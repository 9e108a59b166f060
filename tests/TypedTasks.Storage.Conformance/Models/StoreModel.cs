namespace TypedTasks.Storage.Conformance.Models;

/// <summary>What a storage is, in memory: jobs and workers under a clock that stands still until it is moved.</summary>
internal sealed class StoreModel
{
    /// <summary>Stands for whatever a storage says of a job whose crash budget is used up, or that may not run again.</summary>
    public const string Quarantined = "(quarantined)";

    private readonly Dictionary<Guid, long> _enqueueIds = [];

    /// <summary>When all runs begin.</summary>
    public static DateTimeOffset Beginning { get; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public DateTimeOffset Now { get; set; } = Beginning;

    public SortedDictionary<long, ModelJob> Jobs { get; } = [];

    /// <summary>The leases of the listed workers.</summary>
    public Dictionary<int, DateTimeOffset> Workers { get; } = [];

    /// <summary>All workers there ever were, in the order of their registration.</summary>
    public List<int> EveryWorker { get; } = [];

    /// <summary>All attempts there ever were, in the order of their claims.</summary>
    public List<AttemptId> EveryAttempt { get; } = [];

    public IEnumerable<ModelJob> Running => Jobs.Values.Where(static job => job.State == JobState.Running);

    public IEnumerable<ModelJob> Scheduled => Jobs.Values.Where(static job => job.State == JobState.Scheduled);

    public IEnumerable<ModelJob> Due => Scheduled.Where(job => job.RunAt <= Now);

    /// <summary>The running jobs of workers without a lease.</summary>
    public IEnumerable<ModelJob> Lost => Running.Where(job => !HasLease(job.Worker.GetValueOrDefault()));

    public bool HasLease(int worker) => Workers.TryGetValue(worker, out var lease) && lease > Now;

    /// <summary>The job that was enqueued before under the same id of its caller.</summary>
    public long? FindEnqueued(JobSpec spec) => spec.StoredId() is { } id && _enqueueIds.TryGetValue(id, out var job) ? job : null;

    /// <summary>Whether it is a new job that becomes ready only after its deadline. One that is late already, and ready at once, is stored and canceled.</summary>
    public bool CouldNeverStart(JobSpec spec) => FindEnqueued(spec) is null && spec.Delay > 0 && spec.StoredDeadline() <= Now.AddSeconds(spec.Delay);

    public void Enqueue(long id, JobSpec spec)
    {
        Jobs.Add(id, new ModelJob
        {
            Id = id,
            Spec = spec,
            MaxAttempts = spec.MaxAttempts,
            Deadline = spec.StoredDeadline(),
            ExpectedBy = spec.ExpectedWithin == 0 ? null : Now.AddSeconds(spec.ExpectedWithin),
            State = spec.Delay > 0 ? JobState.Scheduled : JobState.Ready,
            RunAt = spec.Delay > 0 ? Now.AddSeconds(spec.Delay) : null,
        });
        if (spec.StoredId() is { } enqueueId) _enqueueIds.Add(enqueueId, id);
    }

    /// <param name="job">A ready job.</param>
    /// <param name="worker">Who claims it.</param>
    /// <param name="kind">What for.</param>
    /// <param name="claimedAt">Now, as the storage counts time.</param>
    public void Claim(ModelJob job, int worker, ClaimKind kind, long claimedAt)
    {
        job.IsAlone = kind == ClaimKind.Alone;
        job.State = JobState.Running;
        job.IsParked = job.MayBeUnparked = false;
        job.Attempts++;
        job.Claims++;
        job.ClaimedAt = claimedAt;
        job.Worker = worker;
        EveryAttempt.Add(job.Attempt);
    }

    /// <returns>False if the outcome comes too late.</returns>
    public bool Finish(AttemptOutcome outcome)
    {
        if (!Jobs.TryGetValue(outcome.Attempt.JobId, out var job) || job.State != JobState.Running || job.Attempt != outcome.Attempt) return false;

        if (outcome.Error is not null) job.Errors++;
        switch (outcome.Kind)
        {
            case OutcomeKind.Succeeded:
                End(job, JobState.Succeeded, null);
                break;
            case OutcomeKind.Failed:
                End(job, JobState.Failed, outcome.Reason);
                break;
            case OutcomeKind.Canceled:
                if (outcome.NeverStarted) job.Attempts--;
                End(job, JobState.Canceled, outcome.Reason ?? job.CancelReason);
                break;
            case OutcomeKind.Retry:
                Schedule(job, outcome.Delay);
                break;
            case OutcomeKind.Snoozed:
                job.Attempts--;
                Schedule(job, outcome.Delay);
                break;
            default:
                Release(job);
                job.IsParked = outcome.Kind == OutcomeKind.Parked && job is { HasEnded: false, IsSuspect: false };
                break;
        }

        return true;
    }

    /// <param name="job">A running job.</param>
    /// <param name="mayHaveStarted">Then the attempt of a job that may run at most once counts; it is released because somebody asked to cancel it.</param>
    public void Release(ModelJob job, bool mayHaveStarted = false)
    {
        if (!mayHaveStarted || !job.Spec.AtMostOnce) job.Attempts--;
        job.State = JobState.Ready;
        EndIfCanceled(job);
    }

    public static void Promote(ModelJob job) => job.State = JobState.Ready;

    /// <returns>Whether the job failed for it.</returns>
    public bool Rescue(ModelJob job, int crashBudget)
    {
        if (!job.IsSuspect || job.IsAlone)
        {
            job.Crashes++;
            job.Errors++;
            job.ChargedFor.Add(job.Worker.GetValueOrDefault());
        }

        if (job.CancelReason is null && (job.IsAlone || job.Spec.AtMostOnce))
        {
            End(job, JobState.Failed, Quarantined);
            return true;
        }

        job.IsSuspect |= job.Crashes >= crashBudget - 1;
        Release(job, mayHaveStarted: true);
        return false;
    }

    /// <returns>False if there is nothing to cancel.</returns>
    public bool Cancel(long id, string reason)
    {
        if (!Jobs.TryGetValue(id, out var job) || job.HasEnded) return false;
        if (job.State == JobState.Running) job.CancelReason ??= reason;
        else End(job, JobState.Canceled, reason);
        return true;
    }

    public RetryAnswer Retry(long id)
    {
        if (!Jobs.TryGetValue(id, out var job)) return RetryAnswer.NotStored;
        if (!job.HasEnded) return RetryAnswer.NotEnded;
        if (job.State == JobState.Succeeded) return RetryAnswer.Succeeded;
        if (job.Spec.AtMostOnce && job.Attempts > 0) return RetryAnswer.MayHaveRun;

        job.State = JobState.Ready;
        job.RunAt = Now;
        job.FinishedAt = job.Deadline = null;
        job.Reason = job.CancelReason = null;
        job.Crashes = 0;
        job.IsSuspect = job.IsAlone = job.IsParked = job.MayBeUnparked = false;
        job.MaxAttempts = Math.Max(job.MaxAttempts, job.Attempts + 1);
        return RetryAnswer.Retried;
    }

    public void Remove(int worker)
    {
        foreach (var job in Running.Where(job => job.Worker == worker).ToList())
        {
            if (job.Spec.AtMostOnce && job.CancelReason is null) End(job, JobState.Failed, Quarantined);
            else Release(job, mayHaveStarted: true);
        }

        foreach (var job in Jobs.Values.Where(job => !job.HasEnded && job.ChargedFor.Contains(worker))) TakeBackCrash(job, worker);
        Workers.Remove(worker);
    }

    /// <summary>Workers without a lease are removed once they have no jobs.</summary>
    public void RemoveLostWorkers()
    {
        foreach (var worker in Workers.Keys.Where(worker => !HasLease(worker) && !Running.Any(job => job.Worker == worker)).ToList()) Workers.Remove(worker);
    }

    public void Prune(ModelJob job)
    {
        Jobs.Remove(job.Id);
        if (job.Spec.StoredId() is { } id) _enqueueIds.Remove(id);
    }

    // It leaves by itself, so it has not died.
    private static void TakeBackCrash(ModelJob job, int worker)
    {
        job.ChargedFor.RemoveAll(charged => charged == worker);
        job.Crashes = Math.Max(job.Crashes - 1, 0);
        job.IsSuspect = job.IsAlone = false;
    }

    private void Schedule(ModelJob job, TimeSpan delay)
    {
        job.State = JobState.Scheduled;
        job.RunAt = Now + delay;
        EndIfCanceled(job);
    }

    private void EndIfCanceled(ModelJob job)
    {
        if (job.CancelReason is { } reason) End(job, JobState.Canceled, reason);
    }

    private void End(ModelJob job, JobState state, string? reason)
    {
        job.State = state;
        job.Reason = reason;
        job.FinishedAt = Now;
    }
}
