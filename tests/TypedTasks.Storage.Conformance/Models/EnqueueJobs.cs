using Xunit;

namespace TypedTasks.Storage.Conformance.Models;

internal sealed record EnqueueJobs(IReadOnlyList<JobSpec> Specs) : Operation
{
    public override async Task RunAsync(ModelRun run)
    {
        JobToStore[] jobs = [.. Specs.Select(static spec => spec.ToStore())];
        if (Specs.DistinctBy(static spec => spec.StoredId() ?? Guid.NewGuid()).Any(run.Model.CouldNeverStart))
        {
            await Assert.ThrowsAsync<ArgumentException>(async () => await run.Storage.Jobs.EnqueueAsync(jobs, null, run.Token));
            return;
        }

        var enqueued = await run.Storage.Jobs.EnqueueAsync(jobs, null, run.Token);
        Assert.Equal(Specs.Count, enqueued.Count);
        foreach (var (spec, job) in Specs.Zip(enqueued))
        {
            var before = run.Model.FindEnqueued(spec);
            Assert.Equal(before is not null, job.AlreadyEnqueued);
            if (before is not null) Assert.Equal(before, job.Id);
            else run.Model.Enqueue(job.Id, spec);
        }
    }

    public override string ToString() => $"Enqueue {string.Join(", ", Specs)}";
}
