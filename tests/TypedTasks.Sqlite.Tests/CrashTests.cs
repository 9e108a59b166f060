using TypedTasks.Storage;

namespace TypedTasks.Sqlite.Tests;

public sealed class CrashTests : IAsyncLifetime
{
    private const int Kills = 6;

    private readonly SqliteFixture _fixture = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task A_process_killed_while_it_writes_loses_nothing_it_had_committed()
    {
        var enqueued = new HashSet<long>();
        var finished = new HashSet<long>();
        for (var kill = 1; kill <= Kills; kill++)
        {
            using var hammer = new Hammer(_fixture.Path, jobs: 0);
            await hammer.FollowAsync(kill * 13, Token);
            await hammer.KillAsync(Token);
            enqueued.UnionWith(hammer.Enqueued);
            foreach (var id in hammer.Finished) Assert.True(finished.Add(id), $"Job {id} was run twice.");
        }

        Assert.NotEmpty(finished);
        Assert.Equal("ok", await _fixture.ReadAsync("pragma integrity_check"));
        var storage = await _fixture.OpenAsync();
        foreach (var id in enqueued) Assert.NotNull(await storage.Reader.FindAsync(id, Token));
        foreach (var id in finished) Assert.Equal(JobState.Succeeded, (await storage.Reader.FindAsync(id, Token))?.State);
        Assert.Equal(0L, await _fixture.ReadAsync("select count(*) from typed_tasks_job join typed_tasks_job_history using (id)"));
    }

    [Fact]
    public async Task What_a_killed_process_was_running_is_rescued()
    {
        using var hammer = new Hammer(_fixture.Path, jobs: 0);
        await hammer.FollowAsync(20, Token);
        await hammer.KillAsync(Token);
        await _fixture.AdvanceClockAsync(TimeSpan.FromMinutes(10));
        var storage = await _fixture.OpenAsync();
        var running = await storage.Reader.ListAsync(new JobFilter { State = JobState.Running, Limit = 1_000 }, Token);

        var rescued = await storage.Maintenance.RescueAsync(await Workers.RegisterAsync(storage, Token), 3, 1_000, Token);

        Assert.Equal(running.Select(static job => job.Id).Order(), rescued.Select(static job => job.JobId).Order());
        Assert.Empty(await storage.Reader.ListAsync(new JobFilter { State = JobState.Running }, Token));
    }
}
