using Xunit;

namespace TypedTasks.Storage.Conformance;

/// <summary>Waking idle workers.</summary>
public abstract class SignalConformance : StorageConformance
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task An_enqueue_wakes_an_idle_worker()
        => await AssertWakesAsync(Storage, async () => await EnqueueAsync(AJob()));

    [Fact]
    public async Task An_enqueue_wakes_an_idle_worker_of_another_process()
        => await AssertWakesAsync(await Fixture.OpenAsync(), async () => await EnqueueAsync(AJob()));

    [Fact]
    public async Task A_committed_transaction_wakes_an_idle_worker()
        => await AssertWakesAsync(Storage, EnqueueInTransactionAsync);

    [Fact]
    public async Task A_committed_transaction_wakes_an_idle_worker_of_another_process()
        => await AssertWakesAsync(await Fixture.OpenAsync(), EnqueueInTransactionAsync);

    [Fact]
    public async Task Several_idle_workers_all_wake()
    {
        var other = await Fixture.OpenAsync();
        var first = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var second = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var one = await Storage.Signal.SubscribeAsync(() => first.TrySetResult(), Token);
        await using var two = await other.Signal.SubscribeAsync(() => second.TrySetResult(), Token);
        one.SetIdle(true);
        two.SetIdle(true);

        await EnqueueUntilAsync(Task.WhenAll(first.Task, second.Task), async () => await EnqueueAsync(AJob()));
    }

    [Fact]
    public async Task A_subscription_lives_until_it_is_disposed()
    {
        var subscription = await Storage.Signal.SubscribeAsync(static () => { }, Token);
        Assert.False(subscription.Completion.IsCompleted);

        await subscription.DisposeAsync();

        await EnqueueAsync(AJob());
    }

    private async Task EnqueueInTransactionAsync()
    {
        await using var transaction = await Fixture.BeginTransactionAsync();
        await Storage.Jobs.EnqueueAsync([AJob()], transaction, Token);
        await transaction.CommitAsync(Token);
    }

    private static async Task AssertWakesAsync(IStorage listener, Func<Task> enqueue)
    {
        var woken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var subscription = await listener.Signal.SubscribeAsync(() => woken.TrySetResult(), Token);
        subscription.SetIdle(true);

        await EnqueueUntilAsync(woken.Task, enqueue);
    }

    /// <summary>Going idle may take a moment to be known to all, so a signal may be missed then: enqueues again until it comes.</summary>
    private static async Task EnqueueUntilAsync(Task woken, Func<Task> enqueue)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(Patience);
        while (!woken.IsCompleted)
        {
            await enqueue();
            await Task.WhenAny(woken, Task.Delay(TimeSpan.FromMilliseconds(500), patience.Token));
            Assert.False(patience.IsCancellationRequested && !woken.IsCompleted, "No signal came.");
        }
    }
}
