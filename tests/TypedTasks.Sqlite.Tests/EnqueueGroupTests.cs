using TypedTasks.Storage;

namespace TypedTasks.Sqlite.Tests;

public sealed class EnqueueGroupTests : IAsyncLifetime
{
    private readonly SqliteFixture _fixture = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Callers_that_wait_share_one_transaction()
    {
        var storage = await OpenAsync();
        var calls = await HeldUpAsync(() => [.. Enumerable.Range(0, 20).Select(_ => storage.Jobs.EnqueueAsync([TestJobs.AJob()], null, Token).AsTask())]);

        var ids = await Task.WhenAll(calls);

        Assert.Equal(20, ids.Select(static jobs => jobs.Single().Id).Distinct().Count());
        Assert.Equal(1L, await _fixture.ReadAsync("select count(distinct created_at) from typed_tasks_job"));
    }

    [Fact]
    public async Task A_faulty_call_fails_alone()
    {
        var storage = await OpenAsync();
        var calls = await HeldUpAsync(() =>
        [
            storage.Jobs.EnqueueAsync([TestJobs.AJob()], null, Token).AsTask(),
            storage.Jobs.EnqueueAsync(new FaultyJobs(), null, Token).AsTask(),
            storage.Jobs.EnqueueAsync([TestJobs.AJob() with { Queue = "seen-only-here" }], null, Token).AsTask(),
        ]);

        await Assert.ThrowsAsync<InvalidOperationException>(() => calls[1]);
        var first = (await calls[0]).Single();
        var third = (await calls[2]).Single();

        Assert.Equal(2, await _fixture.CountRowsAsync("job"));
        Assert.NotNull(await storage.Reader.FindAsync(first.Id, Token));
        Assert.Equal("seen-only-here", (await storage.Reader.FindAsync(third.Id, Token))?.Queue);
    }

    [Fact]
    public async Task A_canceled_call_that_nobody_has_taken_along_stores_nothing()
    {
        var storage = await OpenAsync();
        using var cancellation = new CancellationTokenSource();
        await using var busy = await _fixture.BeginTransactionAsync();
        var first = storage.Jobs.EnqueueAsync([TestJobs.AJob()], null, Token).AsTask();
        var second = storage.Jobs.EnqueueAsync([TestJobs.AJob()], null, cancellation.Token).AsTask();

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        await busy.RollbackAsync(Token);

        await first;
        Assert.Equal(1, await _fixture.CountRowsAsync("job"));
    }

    [Fact]
    public async Task A_canceled_caller_whose_turn_it_is_holds_up_no_other()
    {
        var storage = await OpenAsync();
        using var cancellation = new CancellationTokenSource();
        await using var busy = await _fixture.BeginTransactionAsync();
        var first = storage.Jobs.EnqueueAsync([TestJobs.AJob()], null, cancellation.Token).AsTask();
        var second = storage.Jobs.EnqueueAsync([TestJobs.AJob()], null, Token).AsTask();

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        await busy.RollbackAsync(Token);

        await second;
        Assert.Equal(1, await _fixture.CountRowsAsync("job"));
    }

    private async Task<IStorage> OpenAsync()
    {
        var storage = await _fixture.OpenAsync();
        await storage.Migrator.MigrateAsync(Token);
        return storage;
    }

    /// <summary>Starts calls while somebody else holds the file.</summary>
    private async Task<Task<IReadOnlyList<EnqueuedJob>>[]> HeldUpAsync(Func<Task<IReadOnlyList<EnqueuedJob>>[]> start)
    {
        await using var busy = await _fixture.BeginTransactionAsync();
        var calls = start();
        await busy.RollbackAsync(Token);
        return calls;
    }
}
