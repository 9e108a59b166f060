using Xunit;

namespace TypedTasks.Storage.Conformance.Models;

internal sealed record RegisterWorker(int Lease) : Operation
{
    public override async Task RunAsync(ModelRun run)
    {
        var registration = new WorkerRegistration { Name = $"worker-{run.Model.EveryWorker.Count}", Host = "here", ProcessId = 1, Queues = "*", Concurrency = 1 };
        var worker = await run.Storage.Workers.RegisterAsync(registration, TimeSpan.FromSeconds(Lease), run.Token);
        Assert.DoesNotContain(worker, run.Model.EveryWorker);
        run.Model.EveryWorker.Add(worker);
        run.Model.Workers.Add(worker, run.Model.Now.AddSeconds(Lease));
    }
}

internal sealed record RenewLease(int Worker, int Lease) : Operation
{
    public override Task RunAsync(ModelRun run)
    {
        if (run.Model.EveryWorker.Count == 0) return Task.CompletedTask;
        var worker = run.Model.EveryWorker[Worker % run.Model.EveryWorker.Count];
        var isAlive = run.Model.HasLease(worker);

        var renewal = run.Storage.Workers.Renew(worker, TimeSpan.FromSeconds(Lease), holdsJobs: true);

        Assert.Equal(isAlive, renewal.Alive);
        if (!isAlive) return Task.CompletedTask;
        run.Model.Workers[worker] = run.Model.Now.AddSeconds(Lease);
        var canceled = run.Model.Running.Where(job => job.Worker == worker && job.CancelReason is not null).Select(static job => job.Attempt);
        Assert.Equal(canceled, renewal.Cancel.OrderBy(static attempt => attempt.JobId));
        return Task.CompletedTask;
    }
}

internal sealed record RemoveWorker(int Worker) : Operation
{
    public override async Task RunAsync(ModelRun run)
    {
        if (run.Model.EveryWorker.Count == 0) return;
        var worker = run.Model.EveryWorker[Worker % run.Model.EveryWorker.Count];
        await run.Storage.Workers.RemoveAsync(worker, run.Token);
        run.Model.Remove(worker);
    }
}
