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
    public async Task A_job_that_is_retried_wakes_an_idle_worker()
        => await AssertWakesAsync(Storage, await RetryOneAfterTheOtherAsync());

    [Fact]
    public async Task A_job_that_is_retried_wakes_an_idle_worker_of_another_process()
        => await AssertWakesAsync(await Fixture.OpenAsync(), await RetryOneAfterTheOtherAsync());

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
        await using var one = await Storage.Signal.SubscribeAsync(() => first.TrySetResult(), static () => { }, static _ => { }, Token);
        await using var two = await other.Signal.SubscribeAsync(() => second.TrySetResult(), static () => { }, static _ => { }, Token);
        one.SetIdle(true);
        two.SetIdle(true);

        await EnqueueUntilAsync(Task.WhenAll(first.Task, second.Task), async () => await EnqueueAsync(AJob()));
    }

    [Fact]
    public async Task A_request_to_cancel_a_running_job_is_told_to_busy_workers_and_wakes_none()
    {
        var ids = await EnqueueAllAsync(AJob(), AJob());
        await ClaimAsync(await RegisterAsync());
        var wakes = 0;
        var told = new SemaphoreSlim(0);
        await using var subscription = await Storage.Signal.SubscribeAsync(() => Interlocked.Increment(ref wakes), () => told.Release(), static _ => { }, Token);

        foreach (var id in ids)
        {
            await Storage.Control.CancelAsync(id, "The customer asked.", Token);
            Assert.True(await told.WaitAsync(Patience, Token), "No signal came.");
        }

        Assert.Equal(0, wakes);
    }

    [Fact]
    public async Task A_request_to_cancel_is_told_to_other_processes_or_they_know_that_it_may_not_be()
    {
        var id = await EnqueueAsync(AJob());
        await ClaimOneAsync(await RegisterAsync());
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var other = await Fixture.OpenAsync();
        await using var subscription = await other.Signal.SubscribeAsync(static () => { }, () => told.TrySetResult(), static _ => { }, Token);

        await Storage.Control.CancelAsync(id, "The customer asked.", Token);

        if (subscription.HearsCancelRequests) await told.Task.WaitAsync(Patience, Token);
    }

    [Fact]
    public async Task An_idle_worker_of_another_process_is_told_of_a_request_to_cancel()
    {
        var id = await EnqueueAsync(AJob());
        await ClaimOneAsync(await RegisterAsync());
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var other = await Fixture.OpenAsync();
        await using var subscription = await other.Signal.SubscribeAsync(static () => { }, () => told.TrySetResult(), static _ => { }, Token);
        subscription.SetIdle(true);

        await Storage.Control.CancelAsync(id, "The customer asked.", Token);

        await told.Task.WaitAsync(Patience, Token);
    }

    [Fact]
    public async Task A_job_scheduled_for_soon_is_told_to_idle_workers_or_they_know_that_it_may_not_be()
    {
        var told = new TaskCompletionSource<TimeSpan>(TaskCreationOptions.RunContinuationsAsynchronously);
        var other = await Fixture.OpenAsync();
        await using var subscription = await other.Signal.SubscribeAsync(static () => { }, static () => { }, due => told.TrySetResult(due), Token);
        subscription.SetIdle(true);
        if (!subscription.HearsJobs) return;

        await EnqueueUntilAsync(told.Task, async () => await EnqueueAllAsync(AJob() with { Delay = TimeSpan.FromMinutes(5) }, AJob() with { Delay = TimeSpan.FromSeconds(40) }));

        Assert.Equal(TimeSpan.FromSeconds(40), await told.Task);
    }

    [Fact]
    public async Task A_job_scheduled_for_soon_in_a_caller_s_transaction_has_idle_workers_look_when_it_commits()
    {
        var told = new TaskCompletionSource<TimeSpan>(TaskCreationOptions.RunContinuationsAsynchronously);
        var other = await Fixture.OpenAsync();
        await using var subscription = await other.Signal.SubscribeAsync(static () => { }, static () => { }, due => told.TrySetResult(due), Token);
        subscription.SetIdle(true);
        if (!subscription.HearsJobs) return;

        await EnqueueUntilAsync(told.Task, async () =>
        {
            await using var transaction = await Fixture.BeginTransactionAsync();
            await Storage.Jobs.EnqueueAsync([AJob() with { Delay = TimeSpan.FromSeconds(40) }], transaction, Token);
            await transaction.CommitAsync(Token);
        });

        // How long the transaction would take, the statement could not know.
        Assert.Equal(TimeSpan.Zero, await told.Task);
    }

    [Fact]
    public async Task A_subscription_lives_until_it_is_disposed()
    {
        var subscription = await Storage.Signal.SubscribeAsync(static () => { }, static () => { }, static _ => { }, Token);
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

    // All failed before anybody listens, so that nothing but the retry signals.
    private async Task<Func<Task>> RetryOneAfterTheOtherAsync()
    {
        await EnqueueAllAsync([.. Enumerable.Range(0, 70).Select(static _ => AJob())]);
        var claimed = await ClaimAsync(await RegisterAsync());
        await FinishAsync([.. claimed.Select(static job => Ended(job, OutcomeKind.Failed) with { Reason = "It broke." })]);
        var failed = new Queue<long>(claimed.Select(static job => job.AttemptId.JobId));
        return async () => Assert.Equal(RetryAnswer.Retried, await Storage.Control.RetryAsync(failed.Dequeue(), Token));
    }

    private static async Task AssertWakesAsync(IStorage listener, Func<Task> enqueue)
    {
        var woken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var subscription = await listener.Signal.SubscribeAsync(() => woken.TrySetResult(), static () => { }, static _ => { }, Token);
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
