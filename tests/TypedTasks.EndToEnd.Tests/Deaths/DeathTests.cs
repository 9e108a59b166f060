using TypedTasks.EndToEnd.Tests.Databases;
using TypedTasks.EndToEnd.Tests.Scenarios;
using TypedTasks.EndToEnd.Worker;

namespace TypedTasks.EndToEnd.Tests.Deaths;

/// <summary>A thousand jobs wait in a worker beside one that it does not survive: that one is found out, and the others finish as if nothing had been.</summary>
public sealed class DeathTests
{
    private const int Neighbours = 1000;

    // Roomy for a worker, and soon full.
    private const string HeapLimit = "6000000";

    private readonly CancellationToken _limit = TimeLimit.Create(TimeSpan.FromMinutes(4));

    [Theory]
    [InlineData(DatabaseKind.Sqlite, false)]
    [InlineData(DatabaseKind.Postgres, false)]
    [InlineData(DatabaseKind.Sqlite, true)]
    [InlineData(DatabaseKind.Postgres, true)]
    public async Task A_job_that_kills_its_worker_is_quarantined_and_its_thousand_neighbours_finish(DatabaseKind kind, bool byMemory)
    {
        await using var database = await TestDatabases.CreateAsync(kind);
        await using var client = new ScenarioHost(database);
        var (killer, neighbours) = await EnqueueAsync(client.Client, byMemory ? Devour.Job() : FailFast.Job());
        var heldAtDeath = 0L;
        await using var worker = new SupervisedWorker(database.WorkerArguments, byMemory ? HeapLimit : null)
        {
            AtDeath = async () => heldAtDeath = Math.Max(heldAtDeath, await CountRunningAsync(database)),
        };

        await AssertEndsAsync(killer, neighbours, worker, client);

        var ended = await FindAsync(client, killer);
        Assert.Equal((JobState.Failed, 3), (ended.State, ended.Crashes));
        Assert.Contains("died or stood still while it ran this job and nothing else", ended.Reason, StringComparison.Ordinal);
        // Mostly hundreds. But a process that takes its time to die has no neighbours any more: what waits for a tenth of a second is given back.
        Assert.InRange(heldAtDeath, 1, Neighbours + 1);
        Assert.InRange(worker.Deaths, 3, 5);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_job_that_never_returns_costs_its_neighbours_nothing(DatabaseKind kind)
    {
        await using var database = await TestDatabases.CreateAsync(kind);
        await using var client = new ScenarioHost(database);
        var (stuck, neighbours) = await EnqueueAsync(client.Client, NeverReturn.Job());
        await using var worker = new SupervisedWorker(database.WorkerArguments);

        await AssertEndsAsync(stuck, neighbours, worker, client);

        var ended = await FindAsync(client, stuck);
        Assert.Equal((JobState.Failed, 1, 0), (ended.State, ended.Attempt, ended.Crashes));
        Assert.Contains("ignored its cancellation", ended.Reason, StringComparison.Ordinal);
        Assert.Equal(0, worker.Deaths);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_job_that_finds_no_memory_fails_like_any_other_and_its_worker_lives(DatabaseKind kind)
    {
        await using var database = await TestDatabases.CreateAsync(kind);
        await using var client = new ScenarioHost(database);
        var (greedy, neighbours) = await EnqueueAsync(client.Client, TakeTooMuch.Job());
        await using var worker = new SupervisedWorker(database.WorkerArguments, HeapLimit);

        await AssertEndsAsync(greedy, neighbours, worker, client);

        var ended = await FindAsync(client, greedy);
        Assert.Equal(JobState.Failed, ended.State);
        Assert.Contains("OutOfMemoryException", ended.Reason, StringComparison.Ordinal);
        Assert.Equal(0, worker.Deaths);
    }

    /// <summary>The dangerous one comes among the first, when the worker knows already that jobs are quick and takes many at once.</summary>
    private async Task<(JobHandle Dangerous, IReadOnlyList<JobHandle> Neighbours)> EnqueueAsync(ITaskClient client, NewJob dangerous)
    {
        NewJob[] jobs = [.. Enumerable.Repeat(BeHarmless.Job(), Neighbours)];
        var handles = await client.EnqueueManyAsync([.. jobs[..200], dangerous, .. jobs[200..]], _limit);
        return (handles[200], [.. handles.Where((_, place) => place != 200)]);
    }

    private async Task AssertEndsAsync(JobHandle dangerous, IReadOnlyList<JobHandle> neighbours, SupervisedWorker worker, ScenarioHost client)
    {
        try
        {
            await Assert.ThrowsAsync<JobFailedException>(() => dangerous.WaitAsync(_limit));
            // That each has run is not enough: the outcome of one may have been lost with a worker, and it runs again.
            foreach (var neighbour in neighbours) await neighbour.WaitAsync(_limit);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"Not all jobs came to their end. The worker said:\n{worker.Output}");
        }

        Assert.Equal(0, await worker.StopAsync(_limit));
        foreach (var neighbour in neighbours)
        {
            var job = await FindAsync(client, neighbour);
            Assert.Equal((neighbour.Id, JobState.Succeeded, 1), (job.Id, job.State, job.Attempt));
        }
    }

    private async Task<JobDetails> FindAsync(ScenarioHost client, JobHandle job)
        => await client.Client.FindAsync(job.Id, _limit) ?? throw new InvalidOperationException($"Job {job.Id} is gone.");

    private async Task<long> CountRunningAsync(TestDatabase database)
    {
        await using var storage = database.OpenStorage();
        return (await storage.Reader.CountAsync(_limit)).Where(static count => count.State == JobState.Running).Sum(static count => count.Count);
    }
}
