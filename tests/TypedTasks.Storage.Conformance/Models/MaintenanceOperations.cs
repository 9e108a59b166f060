using Xunit;

namespace TypedTasks.Storage.Conformance.Models;

internal sealed record PromoteJobs(int Limit) : Operation
{
    public override async Task RunAsync(ModelRun run)
    {
        var due = run.Model.Due.ToList();

        var promotion = await run.Storage.Maintenance.PromoteAsync(Limit, run.Token);

        Assert.Equal(Math.Min(Limit, due.Count), promotion.Count);
        var stored = await run.ReadAsync();
        var promoted = due.Where(job => stored[job.Id].State == JobState.Ready).ToList();
        Assert.Equal(promotion.Count, promoted.Count);
        Assert.DoesNotContain(due.Except(promoted), left => promoted.Exists(job => job.RunAt > left.RunAt));
        foreach (var job in promoted) StoreModel.Promote(job);
        var next = run.Model.Scheduled.Min(static job => job.RunAt) - run.Model.Now;
        Assert.Equal(next < TimeSpan.Zero ? TimeSpan.Zero : next, promotion.NextIn);
    }
}

internal sealed record RescueJobs(int Rescuer, bool IsNew, int CrashBudget, int Limit) : Operation
{
    public override async Task RunAsync(ModelRun run)
    {
        if (IsNew) await new RegisterWorker(60).RunAsync(run);
        if (run.Model.EveryWorker.Count == 0) return;
        var rescuer = run.Model.EveryWorker[^(IsNew ? 1 : 1 + (Rescuer % run.Model.EveryWorker.Count))];
        List<ModelJob> lost = run.Model.HasLease(rescuer) ? [.. run.Model.Lost] : [];

        var rescued = await run.Storage.Maintenance.RescueAsync(rescuer, CrashBudget, Limit, run.Token);

        Assert.Equal(Math.Min(Limit, lost.Count), rescued.Count);
        foreach (var job in rescued)
        {
            var model = Assert.Single(lost, candidate => candidate.Id == job.JobId);
            var isFailed = run.Model.Rescue(model, CrashBudget);
            Assert.Equal((model.Crashes, isFailed), (job.Crashes, job.Failed));
            lost.Remove(model);
        }

        run.Model.RemoveLostWorkers();
        if (IsNew) await LeaveAsync(run, rescuer);
    }

    // It came to rescue: claims are made by those who stay.
    private static async Task LeaveAsync(ModelRun run, int rescuer)
    {
        await run.Storage.Workers.RemoveAsync(rescuer, run.Token);
        run.Model.Remove(rescuer);
        run.Model.EveryWorker.Remove(rescuer);
    }
}

internal sealed record PruneJobs(int Retention, int Limit) : Operation
{
    public override async Task RunAsync(ModelRun run)
    {
        var old = run.Model.Jobs.Values.Where(job => job.FinishedAt < run.Model.Now.AddSeconds(-Retention)).ToList();

        var pruned = await run.Storage.Maintenance.PruneAsync(TimeSpan.FromSeconds(Retention), Limit, run.Token);

        Assert.Equal(Math.Min(Limit, old.Count), pruned);
        var stored = await run.ReadAsync();
        foreach (var job in old.Where(job => !stored.ContainsKey(job.Id))) run.Model.Prune(job);
    }
}

internal sealed record AdvanceClock(int Seconds) : Operation
{
    public override Task RunAsync(ModelRun run)
    {
        run.Model.Now = run.Model.Now.AddSeconds(Seconds);
        return run.Fixture.SetClockAsync(run.Model.Now);
    }
}

internal sealed record CancelJob(int Job, string Reason) : Operation
{
    public override async Task RunAsync(ModelRun run)
    {
        if (run.Model.Jobs.Count == 0) return;
        var id = run.Model.Jobs.Keys.ElementAt(Job % run.Model.Jobs.Count);
        Assert.Equal(run.Model.Cancel(id, Reason), await run.Storage.Control.CancelAsync(id, Reason, run.Token));
    }
}

internal sealed record RetryJob(int Job) : Operation
{
    public override async Task RunAsync(ModelRun run)
    {
        if (run.Model.Jobs.Count == 0) return;
        var id = run.Model.Jobs.Keys.ElementAt(Job % run.Model.Jobs.Count);
        Assert.Equal(run.Model.Retry(id), await run.Storage.Control.RetryAsync(id, run.Token));
    }
}
