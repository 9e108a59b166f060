using TypedTasks.Storage;

namespace TypedTasks.Sqlite.Tests;

public sealed class WatcherTests : IAsyncLifetime
{
    private readonly SqliteFixture _fixture = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task What_was_committed_before_the_worker_went_idle_is_signaled_when_it_does()
    {
        var storage = await _fixture.OpenAsync();
        await storage.Migrator.MigrateAsync(Token);
        var signaled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var subscription = await storage.Signal.SubscribeAsync(() => signaled.TrySetResult(), static () => { }, static _ => { }, Token);
        await storage.Jobs.EnqueueAsync([TestJobs.AJob()], null, Token);
        Assert.False(signaled.Task.IsCompleted);

        subscription.SetIdle(true);

        await signaled.Task.WaitAsync(Token);
    }

    [Fact]
    public async Task A_subscription_that_can_t_watch_ends_with_the_reason()
    {
        await using var storage = new SqliteStorage(Path.Combine(_fixture.Folder, "nowhere", "tasks.db"));
        await using var subscription = await storage.Signal.SubscribeAsync(static () => { }, static () => { }, static _ => { }, Token);

        subscription.SetIdle(true);

        var exception = await Assert.ThrowsAsync<StorageException>(() => subscription.Completion.WaitAsync(Token));
        Assert.Equal(StorageFault.Configuration, exception.Fault);
    }

    [Fact]
    public async Task A_disposed_subscription_is_called_no_more()
    {
        var storage = await _fixture.OpenAsync();
        await storage.Migrator.MigrateAsync(Token);
        var calls = 0;
        var subscription = await storage.Signal.SubscribeAsync(() => Interlocked.Increment(ref calls), static () => { }, static _ => { }, Token);
        subscription.SetIdle(true);
        await subscription.DisposeAsync();
        var before = Volatile.Read(ref calls);

        await storage.Jobs.EnqueueAsync([TestJobs.AJob()], null, Token);

        Assert.InRange(Volatile.Read(ref calls), before, before + 1); // one that was on its way
        await subscription.Completion;
    }
}
