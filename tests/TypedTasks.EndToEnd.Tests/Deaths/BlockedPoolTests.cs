using TypedTasks.EndToEnd.Tests.Databases;
using TypedTasks.EndToEnd.Tests.Scenarios;
using TypedTasks.EndToEnd.Worker;

namespace TypedTasks.EndToEnd.Tests.Deaths;

/// <summary>Hundreds of tasks block their threads in one worker: it keeps its lease, and all jobs come to their end.</summary>
public sealed class BlockedPoolTests
{
    // That of a worker by default: a machine that is busy with other tests may take a second to make five hundred threads.
    private const string LeaseInSeconds = "10";

    private readonly CancellationToken _limit = TimeLimit.Create(TimeSpan.FromMinutes(3));

    [Theory]
    [InlineData(DatabaseKind.Sqlite, false)]
    [InlineData(DatabaseKind.Postgres, true)]
    public async Task All_slots_may_block_at_once(DatabaseKind kind, bool later)
    {
        const int slots = 300;
        await using var database = await TestDatabases.CreateAsync(kind);
        await using var client = new ScenarioHost(database);
        var jobs = await client.Client.EnqueueManyAsync([.. Enumerable.Repeat(later ? BlockTogetherLater.Job(slots) : BlockTogether.Job(slots), 2 * slots)], _limit);
        await using var worker = new SupervisedWorker([.. database.WorkerArguments, $"{slots}", LeaseInSeconds]);

        await AssertSucceedAsync(client, jobs, worker);

        Assert.False(worker.HasSaid("lease"), worker.Output);
        Assert.Equal(0, await worker.StopAsync(_limit));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Hundreds_that_never_return_are_abandoned_and_cost_the_others_nothing(DatabaseKind kind)
    {
        const int slots = 500, stuck = 200;
        await using var database = await TestDatabases.CreateAsync(kind);
        await using var client = new ScenarioHost(database);
        var endless = await client.Client.EnqueueManyAsync([.. Enumerable.Repeat(NeverReturn.Job(), stuck)], _limit);
        var jobs = await client.Client.EnqueueManyAsync([.. Enumerable.Repeat(BlockTogether.Job(slots), slots), .. Enumerable.Repeat(BeHarmless.Job(), slots)], _limit);
        await using var worker = new SupervisedWorker([.. database.WorkerArguments, $"{slots}", LeaseInSeconds]);

        await AssertSucceedAsync(client, jobs, worker);

        foreach (var job in endless) Assert.Equal(JobState.Failed, (await Assert.ThrowsAsync<JobFailedException>(() => job.WaitAsync(_limit))).State);
        Assert.False(worker.HasSaid("lease"), worker.Output);
        Assert.Equal(0, await worker.StopAsync(_limit));
    }

    private async Task AssertSucceedAsync(ScenarioHost client, IReadOnlyList<JobHandle> jobs, SupervisedWorker worker)
    {
        try
        {
            foreach (var job in jobs) await job.WaitAsync(_limit);
        }
        catch (Exception problem) when (problem is OperationCanceledException or JobFailedException)
        {
            Assert.Fail($"Not all jobs succeeded: {problem.Message}\nThe worker said:\n{worker.Output}");
        }

        foreach (var job in jobs)
        {
            var ended = await client.Client.FindAsync(job.Id, _limit);
            Assert.Equal((JobState.Succeeded, 1, 0), (ended!.State, ended.Attempt, ended.Crashes)); // ! it has just ended
        }

        Assert.Equal(0, worker.Deaths);
    }
}
