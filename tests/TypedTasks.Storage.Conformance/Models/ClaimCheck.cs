using Xunit;

namespace TypedTasks.Storage.Conformance.Models;

/// <summary>
/// Whether a claim took what it should. Some room is left to the storage: a claim that need not be thorough may skip jobs,
/// and parked jobs come back among the ready ones as the storage sees fit once a worker asks that knows them.
/// </summary>
internal sealed class ClaimCheck(ModelRun run, ClaimRequest request)
{
    private StoreModel Model => run.Model;

    private bool Knows(ModelJob job) => request.Contracts.Contains(run.Contracts[job.Spec.IsNew ? 1 : 0]);

    public void Check(IReadOnlyList<ClaimedJob> claimed)
    {
        var wanted = Model.Jobs.Values.Where(job => job.State == JobState.Ready && Preference(job) >= 0).ToList();
        var jobs = claimed.Select(job => Assert.Single(wanted, candidate => candidate.Id == job.AttemptId.JobId)).ToList();
        CheckChoice(wanted, jobs);
        foreach (var (job, model) in claimed.Zip(jobs))
        {
            Model.Claim(model, request.WorkerId);
            Assert.Equal(model.Attempt, job.AttemptId);
            Assert.Equal((model.Attempts, model.Spec.MaxAttempts, model.Crashes), (job.Attempt, job.MaxAttempts, job.Crashes));
        }

        foreach (var left in wanted.Where(job => job.IsParked && Knows(job))) left.MayBeUnparked = true;
    }

    private void CheckChoice(List<ModelJob> wanted, List<ModelJob> claimed)
    {
        Assert.True(claimed.Count <= request.Limit, $"{claimed.Count} jobs were claimed, {request.Limit} were asked for.");
        Assert.Equal(claimed.OrderBy(Place), claimed);
        if (!Model.Workers.ContainsKey(request.WorkerId)) Assert.Empty(claimed);
        Assert.DoesNotContain(claimed, job => job is { IsParked: true, MayBeUnparked: false } && !Knows(job));
        if (!request.Thorough || !Model.Workers.ContainsKey(request.WorkerId)) return;

        var certain = wanted.Where(job => !job.IsParked).ToList();
        var known = wanted.Count(job => !job.IsParked || Knows(job));
        Assert.True(claimed.Count >= Math.Min(known, request.Limit), $"{claimed.Count} jobs were claimed of {known}, and {request.Limit} were asked for.");
        var worst = claimed.Select(Place).DefaultIfEmpty().Max();
        Assert.DoesNotContain(certain.Except(claimed), left => claimed.Count < request.Limit || Place(left).CompareTo(worst) < 0);
    }

    private int Preference(ModelJob job) => request.Queues.ToList().IndexOf(run.Queues[job.Spec.Queue]);

    private (int Preference, int Rank, DateTimeOffset ExpectedBy, long Id) Place(ModelJob job)
        => (Preference(job), -job.Spec.Priority, job.ExpectedBy ?? DateTimeOffset.MaxValue, job.Id);
}
