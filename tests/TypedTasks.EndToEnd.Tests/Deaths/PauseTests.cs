using TypedTasks.EndToEnd.Tests.Databases;
using TypedTasks.EndToEnd.Tests.Scenarios;
using TypedTasks.EndToEnd.Worker;

namespace TypedTasks.EndToEnd.Tests.Deaths;

/// <summary>A worker process that is paused for longer than its lease, as a virtual machine or a laptop may be, and then goes on.</summary>
public sealed class PauseTests
{
    private const int Slots = 20;

    private readonly CancellationToken _limit = TimeLimit.Create();

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Its_jobs_run_elsewhere_and_when_it_is_back_they_are_charged_nothing(DatabaseKind kind)
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await using var database = await TestDatabases.CreateAsync(kind);
        await using var client = new ScenarioHost(database);
        var jobs = await client.Client.EnqueueManyAsync([.. Enumerable.Repeat(WaitForFile.Job(file), Slots)], _limit);
        await using var paused = new SupervisedWorker([.. database.WorkerArguments, $"{Slots}"]);
        await UntilAsync(client, jobs, static job => job.State == JobState.Running);

        // Stopped in the middle of a write, it would keep SQLite's only right to write for as long as it stands still.
        await using (await database.BeginTransactionAsync(_limit)) await paused.SignalAsync("STOP", _limit);
        await using var other = new SupervisedWorker([.. database.WorkerArguments, $"{Slots}"]);
        await UntilAsync(client, jobs, static job => job is { State: JobState.Running, Crashes: 1 });
        await paused.SignalAsync("CONT", _limit);
        await UntilAsync(client, jobs, static job => job.Crashes == 0);
        await File.WriteAllTextAsync(file, "", _limit);
        foreach (var job in jobs) await job.WaitAsync(_limit);
        File.Delete(file);

        var ended = await client.Client.FindAsync(jobs[0].Id, _limit);
        Assert.Equal((JobState.Succeeded, 1, 0), (ended!.State, ended.Attempt, ended.Crashes)); // ! it has just ended
        Assert.Equal((1, "TypedTasks.WorkerCameBack"), Assert.Single(ended.Errors) is var error ? (error.Attempt, error.Type) : default);
        await other.WaitForAsync($"{Slots} jobs were rescued from worker", _limit);
        await paused.WaitForAsync("lost its lease", _limit);
        Assert.Equal((0, 0), (await paused.StopAsync(_limit), await other.StopAsync(_limit)));
        Assert.InRange(paused.Lines, 1, 6); // not one for each job
        Assert.InRange(other.Lines, 1, 2);
    }

    private async Task UntilAsync(ScenarioHost client, IReadOnlyList<JobHandle> jobs, Func<JobDetails, bool> condition)
    {
        foreach (var job in jobs)
        {
            while (await client.Client.FindAsync(job.Id, _limit) is not { } found || !condition(found)) await Task.Delay(20, _limit);
        }
    }
}
