using Npgsql;
using TypedTasks.Postgres.Connections;
using TypedTasks.Storage;

namespace TypedTasks.Postgres.Tests.Signals;

/// <summary>Who is told to signal, and what is left behind.</summary>
public sealed class IdleTests : PostgresTest
{
    private const string SharedHolders = """
        select count(*) from pg_locks
        join pg_stat_activity using (pid)
        where locktype = 'advisory' and mode = 'ShareLock' and granted and application_name = '{0}'
        """;

    [Fact]
    public async Task Without_an_idle_worker_nothing_is_signaled()
    {
        await using var busy = await Storage.Signal.SubscribeAsync(static () => { }, static () => { }, static _ => { }, Token);

        Assert.Equal(0, await WakeIdleAsync());
    }

    [Fact]
    public async Task One_idle_worker_among_busy_ones_is_signaled()
    {
        await using var busy = await Storage.Signal.SubscribeAsync(static () => { }, static () => { }, static _ => { }, Token);
        await using var idle = await Storage.Signal.SubscribeAsync(static () => { }, static () => { }, static _ => { }, Token);
        idle.SetIdle(true);
        await UntilHoldersAsync(1);

        Assert.Equal(1, await WakeIdleAsync());
    }

    [Fact]
    public async Task A_worker_that_is_busy_again_is_signaled_no_more()
    {
        await using var subscription = await Storage.Signal.SubscribeAsync(static () => { }, static () => { }, static _ => { }, Token);
        subscription.SetIdle(true);
        await UntilHoldersAsync(1);
        subscription.SetIdle(false);
        await UntilHoldersAsync(0);

        Assert.Equal(0, await WakeIdleAsync());
    }

    [Fact]
    public async Task Asking_leaves_no_lock_behind_in_the_caller_s_session()
    {
        await EnqueueAsync(AJob());
        await using var transaction = (NpgsqlTransaction)await Fixture.BeginTransactionAsync();
        await Storage.Jobs.EnqueueAsync([AJob()], transaction, Token);

        await using var command = new NpgsqlCommand("select count(*) from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()", transaction.Connection, transaction);
        Assert.Equal(0L, await command.ExecuteScalarAsync(Token));
    }

    [Fact]
    public async Task A_session_goes_back_to_the_pool_without_lock_and_channel()
    {
        var text = new NpgsqlConnectionStringBuilder(Fixture.ConnectionString) { MaxPoolSize = 1, NoResetOnClose = true };
        await using var source = NpgsqlDataSource.Create(text.ConnectionString);
        await using var storage = new PostgresStorage(source, Fixture.Options);
        var subscription = await storage.Signal.SubscribeAsync(static () => { }, static () => { }, static _ => { }, Token);
        subscription.SetIdle(true);
        await subscription.DisposeAsync();

        await using var command = source.CreateCommand("""
            select (select count(*) from pg_listening_channels()) + (select count(*) from pg_locks where locktype = 'advisory' and pid = pg_backend_pid())
            """);
        Assert.Equal(0L, await command.ExecuteScalarAsync(Token));
    }

    [Fact]
    public async Task A_broken_connection_ends_the_subscription_with_the_reason()
    {
        await using var subscription = await Storage.Signal.SubscribeAsync(static () => { }, static () => { }, static _ => { }, Token);

        await Fixture.EndSessionsAsync();

        var exception = await Assert.ThrowsAsync<StorageException>(() => subscription.Completion.WaitAsync(Token));
        Assert.Equal(StorageFault.Unavailable, exception.Fault);
        Assert.Empty(await Fixture.LinesAsync($"select pid::text from pg_stat_activity where application_name = '{Fixture.ApplicationName}' and query like 'listen%'"));
    }

    [Fact]
    public async Task Promoted_jobs_wake_an_idle_worker()
    {
        await EnqueueAsync(AJob() with { Delay = TimeSpan.FromMinutes(1) });
        await AssertWakesAsync(async () =>
        {
            await Fixture.AdvanceClockAsync(TimeSpan.FromMinutes(2));
            await Storage.Maintenance.PromoteAsync(10, Token);
        });
    }

    [Fact]
    public async Task What_a_claim_promotes_and_does_not_take_wakes_an_idle_worker()
    {
        await EnqueueAsync(AJob() with { Delay = TimeSpan.FromMinutes(1) });
        await EnqueueAsync(AJob() with { Delay = TimeSpan.FromMinutes(1) });
        var request = await RequestAsync(1, thorough: true);
        await Fixture.AdvanceClockAsync(TimeSpan.FromSeconds(61));

        await AssertWakesAsync(async () => await Storage.Jobs.FinishAndClaimAsync([], request with { Promotes = 10 }, Token));
    }

    [Fact]
    public async Task What_a_claim_promotes_and_takes_wakes_nobody()
    {
        await EnqueueAsync(AJob() with { Delay = TimeSpan.FromMinutes(1) });
        await Fixture.AdvanceClockAsync(TimeSpan.FromSeconds(61));
        var request = await RequestAsync(1, thorough: true);
        var wakes = 0;
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var subscription = await Storage.Signal.SubscribeAsync(() => Interlocked.Increment(ref wakes), () => told.TrySetResult(), static _ => { }, Token);
        subscription.SetIdle(true);
        await UntilHoldersAsync(1);

        var claimed = (await Storage.Jobs.FinishAndClaimAsync([], request with { Promotes = 10 }, Token)).Claimed;

        // Signals come in the order of their commits: behind this one there is no other.
        await Storage.Control.CancelAsync(Assert.Single(claimed).AttemptId.JobId, "The customer asked.", Token);
        await told.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);
        Assert.Equal(0, wakes);
    }

    [Fact]
    public async Task A_job_that_is_due_later_than_in_a_minute_is_not_announced()
    {
        var announced = new System.Collections.Concurrent.ConcurrentQueue<TimeSpan>();
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var subscription = await Storage.Signal.SubscribeAsync(() => told.TrySetResult(), static () => { }, announced.Enqueue, Token);
        subscription.SetIdle(true);
        await UntilHoldersAsync(1);

        await EnqueueAsync(AJob() with { Delay = TimeSpan.FromMinutes(2) });
        await EnqueueAsync(AJob() with { Delay = TimeSpan.FromSeconds(30) });
        await EnqueueAsync(AJob());

        await told.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);
        Assert.Equal([TimeSpan.FromSeconds(30)], announced);
    }

    [Theory]
    [InlineData(OutcomeKind.Released)]
    [InlineData(OutcomeKind.Parked)]
    public async Task Jobs_given_back_wake_an_idle_worker(OutcomeKind kind)
    {
        await EnqueueAsync(AJob());
        var claimed = (await Storage.Jobs.FinishAndClaimAsync([], await RequestAsync(1, thorough: true), Token)).Claimed[0];

        await AssertWakesAsync(async () => await Storage.Jobs.FinishAndClaimAsync([new() { Attempt = claimed.AttemptId, Kind = kind }], null, Token));
    }

    [Fact]
    public async Task Rescued_jobs_wake_an_idle_worker()
    {
        await EnqueueAsync(AJob());
        await ClaimAsync(await RequestAsync(1, thorough: true));
        await Fixture.AdvanceClockAsync(TimeSpan.FromMinutes(2));

        await AssertWakesAsync(async () => await RescueAsync());
    }

    [Fact]
    public async Task The_jobs_of_a_worker_that_leaves_wake_an_idle_worker()
    {
        await EnqueueAsync(AJob());
        var request = await RequestAsync(1, thorough: true);
        await ClaimAsync(request);

        await AssertWakesAsync(async () => await Storage.Workers.RemoveAsync(request.WorkerId, Token));
    }

    private async Task AssertWakesAsync(Func<Task> act)
    {
        var woken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var subscription = await Storage.Signal.SubscribeAsync(() => woken.TrySetResult(), static () => { }, static _ => { }, Token);
        subscription.SetIdle(true);
        await UntilHoldersAsync(1);

        await act();

        await woken.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);
    }

    // The word goes to the listening connection; there is nothing to wait on but the lock itself.
    private async Task UntilHoldersAsync(int count)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (await Fixture.QueryAsync<long>(SharedHolders.Replace("{0}", Fixture.ApplicationName, StringComparison.Ordinal)) != count)
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private async Task<int> WakeIdleAsync()
    {
        await using var command = Fixture.Source.CreateCommand(new Statements(Fixture.Schema)["signals/wake_idle"].Text);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Fixture.Schema });
        await using var reader = await command.ExecuteReaderAsync(Token);
        var signals = 0;
        while (await reader.ReadAsync(Token)) signals++;
        return signals;
    }
}
