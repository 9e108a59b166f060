using Xunit;

namespace TypedTasks.Storage.Conformance.Models;

/// <summary>
/// Whether a claim took what it should. Some room is left to the storage: a claim that need not be thorough may skip jobs,
/// and parked jobs come back among the ready ones as the storage sees fit once a worker asks that knows them.
/// </summary>
internal sealed class ClaimCheck(ModelRun run, ClaimRequest request)
{
    private StoreModel Model => run.Model;

    private bool IsForSuspect => request.Kind != ClaimKind.Ready;

    private bool Knows(ModelJob job) => request.Contracts.Contains(run.Contracts[job.Spec.IsNew ? 1 : 0]);

    public void Check(IReadOnlyList<ClaimedJob> claimed)
    {
        var wanted = Model.Jobs.Values.Where(job => job.State == JobState.Ready && job.IsSuspect == IsForSuspect && Preference(job) >= 0).ToList();
        var jobs = claimed.Select(job => Assert.Single(wanted, candidate => candidate.Id == job.AttemptId.JobId)).ToList();
        if (IsForSuspect) CheckSuspect(wanted, jobs);
        else CheckChoice(wanted, jobs);
        foreach (var (job, model) in claimed.Zip(jobs))
        {
            Model.Claim(model, request.WorkerId, request.Kind, run.Stamp(job.AttemptId.ClaimedAt));
            Assert.Equal(model.Attempt, job.AttemptId);
            Assert.Equal((model.Attempts, model.MaxAttempts, model.Crashes, model.Spec.AtMostOnce), (job.Attempt, job.MaxAttempts, job.Crashes, job.AtMostOnce));
            Assert.Equal(model.Deadline - Model.Now, job.StartWithin); // also when it has passed: the worker ends the job then
            Assert.Equal(model.Spec.StoredSettings(), job.Settings);
        }

        if (IsForSuspect) return;
        foreach (var left in wanted.Where(job => job.IsParked && Knows(job))) left.MayBeUnparked = true;
    }

    private void CheckChoice(List<ModelJob> wanted, List<ModelJob> claimed)
    {
        Assert.True(claimed.Count <= request.Limit, $"{claimed.Count} jobs were claimed, {request.Limit} were asked for.");
        Assert.Equal(claimed.OrderBy(Place), claimed);
        if (!Model.HasLease(request.WorkerId)) Assert.Empty(claimed);
        Assert.DoesNotContain(claimed, job => job is { IsParked: true, MayBeUnparked: false } && !Knows(job));
        Assert.DoesNotContain(claimed, job => job.Spec.AtMostOnce && claimed.IndexOf(job) >= request.FreeSlots);
        if (!request.Thorough || !Model.HasLease(request.WorkerId)) return;
        if (request.FreeSlots < request.Limit && wanted.Exists(static job => job.Spec.AtMostOnce)) return; // those beyond the free slots leave their places empty

        var certain = wanted.Where(job => !job.IsParked).ToList();
        var known = wanted.Count(job => !job.IsParked || Knows(job));
        Assert.True(claimed.Count >= Math.Min(known, request.Limit), $"{claimed.Count} jobs were claimed of {known}, and {request.Limit} were asked for.");
        var worst = claimed.Select(Place).DefaultIfEmpty().Max();
        Assert.DoesNotContain(certain.Except(claimed), left => claimed.Count < request.Limit || Place(left).CompareTo(worst) < 0);
    }

    private void CheckSuspect(List<ModelJob> wanted, List<ModelJob> claimed)
    {
        var best = Model.HasLease(request.WorkerId)
            ? wanted.Where(Knows).OrderBy(static job => (-job.Spec.Priority, job.ExpectedBy ?? DateTimeOffset.MaxValue, job.Id)).Take(1)
            : [];
        Assert.Equal(best, claimed);
    }

    /// <summary>Whether the storage told rightly that suspects wait.</summary>
    public void CheckSuspectsWait(bool? told)
    {
        if (IsForSuspect) Assert.Null(told);
        else if (request.Thorough) Assert.NotNull(told);
        if (told is not null) Assert.Equal(Model.Jobs.Values.Any(job => job is { State: JobState.Ready, IsSuspect: true } && Preference(job) >= 0 && Knows(job)), told);
    }

    private int Preference(ModelJob job) => request.Queues.ToList().IndexOf(run.Queues[job.Spec.Queue]);

    private (int Preference, int Rank, DateTimeOffset ExpectedBy, long Id) Place(ModelJob job)
        => (Preference(job), -job.Spec.Priority, job.ExpectedBy ?? DateTimeOffset.MaxValue, job.Id);
}
