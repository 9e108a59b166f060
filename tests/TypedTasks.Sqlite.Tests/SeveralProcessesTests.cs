namespace TypedTasks.Sqlite.Tests;

public sealed class SeveralProcessesTests : IAsyncLifetime
{
    private readonly SqliteFixture _fixture = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Processes_that_hammer_one_file_run_every_job_once_and_are_never_told_that_it_is_locked()
    {
        using var first = new Hammer(_fixture.Path, jobs: 500);
        using var second = new Hammer(_fixture.Path, jobs: 500);
        using var third = new Hammer(_fixture.Path, jobs: 500);
        Hammer[] hammers = [first, second, third];

        var ends = await Task.WhenAll(hammers.Select(hammer => hammer.FollowToEndAsync(Token)));

        Assert.Equal(["done", "done", "done"], ends);
        var enqueued = hammers.SelectMany(static hammer => hammer.Enqueued).Order();
        var finished = hammers.SelectMany(static hammer => hammer.Finished).Order();
        Assert.Equal(enqueued, finished);
        Assert.Equal((0, enqueued.Count()), (await _fixture.CountRowsAsync("job"), await _fixture.CountRowsAsync("job_history")));
    }
}
