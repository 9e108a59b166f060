using Npgsql;
using TypedTasks.Storage;

namespace TypedTasks.Postgres.Tests.Jobs;

/// <summary>What tasks do to the transaction that they are given, and what must not come of it.</summary>
public sealed class MisusedTransactionTests : PostgresTest
{
    [Fact]
    public async Task A_broken_connection_that_the_task_kept_to_itself_is_worth_another_attempt()
    {
        var claimed = await EnqueueAndClaimAsync();
        await using var begun = await BeginAsync(Storage, claimed);
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => RunAsync(begun, "select pg_terminate_backend(pg_backend_pid())"));

        await Assert.ThrowsAsync<StorageException>(async () => await begun.FinishAsync(Success(claimed), Token));
    }

    [Fact]
    public async Task An_error_that_the_task_kept_to_itself_is_worth_another_attempt()
    {
        var claimed = await EnqueueAndClaimAsync();
        await using var begun = await BeginAsync(Storage, claimed);
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => RunAsync(begun, "select 1 / 0"));

        await Assert.ThrowsAsync<StorageException>(async () => await begun.FinishAsync(Success(claimed), Token));
    }

    [Fact]
    public async Task A_statement_that_fails_between_finish_and_commit_is_told()
    {
        var claimed = await EnqueueAndClaimAsync();
        await using (var begun = await BeginAsync(Storage, claimed))
        {
            Assert.True(await begun.FinishAsync(Success(claimed), Token));
            await Assert.ThrowsAnyAsync<NpgsqlException>(() => RunAsync(begun, "select 1 / 0"));

            await Assert.ThrowsAsync<StorageException>(async () => await begun.CommitAsync(Token));
        }

        Assert.Equal(CommitOutcome.RolledBack, await Storage.Transactions.ReadOutcomeAsync(claimed, Token));
    }

    [Fact]
    public async Task A_commit_by_the_task_between_finish_and_commit_does_no_harm()
    {
        var claimed = await EnqueueAndClaimAsync();
        await using var begun = await BeginAsync(Storage, claimed);
        Assert.True(await begun.FinishAsync(Success(claimed), Token));
        await begun.Transaction.CommitAsync(Token);

        await Assert.ThrowsAnyAsync<Exception>(async () => await begun.CommitAsync(Token));
        Assert.Equal(CommitOutcome.Committed, await Storage.Transactions.ReadOutcomeAsync(claimed, Token));
    }

    [Theory]
    [InlineData("commit")]
    [InlineData("commit; begin")]
    [InlineData("commit and chain")]
    [InlineData("rollback and chain")]
    public async Task An_end_in_SQL_is_told_and_the_finish_is_not_written(string end)
    {
        var claimed = await EnqueueAndClaimAsync();
        await using (var begun = await BeginAsync(Storage, claimed))
        {
            await RunAsync(begun, end);

            var told = await Assert.ThrowsAsync<InvalidOperationException>(async () => await begun.FinishAsync(Success(claimed), Token));
            Assert.Contains("by its task", told.Message, StringComparison.Ordinal);
        }

        Assert.Equal(JobState.Running, (await Storage.Reader.FindAsync(claimed.JobId, Token))?.State);
    }

    [Theory]
    [InlineData("select 1", false)]
    [InlineData("rollback", false)]
    [InlineData("rollback; begin", false)]
    [InlineData("commit", true)]
    [InlineData("commit; begin", true)]
    public async Task Whether_the_task_has_committed_is_known(string sql, bool committed)
    {
        await using var begun = await BeginAsync(Storage, await EnqueueAndClaimAsync());
        await RunAsync(begun, sql);

        Assert.Equal(committed, await begun.WasCommittedAsync(Token));
    }

    [Fact]
    public async Task A_transaction_with_an_error_in_it_was_not_committed()
    {
        await using var begun = await BeginAsync(Storage, await EnqueueAndClaimAsync());
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => RunAsync(begun, "select 1 / 0"));

        Assert.False(await begun.WasCommittedAsync(Token));
    }

    [Theory]
    [InlineData("select 1", false)]
    [InlineData("select 1 / 0", false)]
    [InlineData("rollback", false)]
    [InlineData("commit", false)]
    [InlineData("select pg_terminate_backend(pg_backend_pid())", true)]
    [InlineData("do $$ begin raise exception 'No space left on device' using errcode = 'disk_full'; end $$", true)]
    public async Task Whether_the_server_has_lost_the_transaction_is_known(string sql, bool isLost)
    {
        await using var begun = await BeginAsync(Storage, await EnqueueAndClaimAsync());
        var problem = await Record.ExceptionAsync(() => RunAsync(begun, sql)) ?? new InvalidOperationException("the task's own");

        Assert.Equal(isLost, await begun.WasLostAsync(problem, Token));
        Assert.Equal(isLost, await begun.WasLostAsync(new InvalidOperationException("the task's own"), Token));
    }

    [Fact]
    public async Task A_lost_connection_is_known_also_where_the_task_has_not_used_it_since()
    {
        await using var begun = await BeginAsync(Storage, await EnqueueAndClaimAsync());
        await Fixture.EndSessionsAsync();

        Assert.True(await begun.WasLostAsync(new InvalidOperationException("something else of that server was gone"), Token));
        Assert.False(await begun.WasCommittedAsync(Token));
    }

    [Fact]
    public async Task A_transaction_that_is_being_read_from_is_not_lost()
    {
        await using var begun = await BeginAsync(Storage, await EnqueueAndClaimAsync());
        await Command(begun, "select generate_series(1, 100000)").ExecuteReaderAsync(Token);

        Assert.False(await begun.WasLostAsync(new InvalidOperationException("the task's own"), Token));
    }

    [Fact]
    public async Task A_reader_left_open_is_told()
    {
        var claimed = await EnqueueAndClaimAsync();
        await using var begun = await BeginAsync(Storage, claimed);
        await Command(begun, "select generate_series(1, 100000)").ExecuteReaderAsync(Token);

        var told = await Assert.ThrowsAsync<StorageException>(async () => await begun.FinishAsync(Success(claimed), Token));

        Assert.Contains("is busy", told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_task_left_in_its_session_is_not_found_by_the_next()
    {
        await using var storage = OpenWithPool(1);
        var claimed = await EnqueueAndClaimAsync();
        await using (var begun = await BeginAsync(storage, claimed))
        {
            await RunAsync(begun, "set statement_timeout = '7s'; create temp table scratch (id int); select pg_advisory_lock(4711)");
            Assert.True(await begun.FinishAsync(Success(claimed), Token));
            await begun.CommitAsync(Token);
        }

        await using var next = await BeginAsync(storage, new AttemptId(1, 1, 0));
        Assert.Equal("0", await Command(next, "show statement_timeout").ExecuteScalarAsync(Token));
        Assert.Equal(0L, await Command(next, "select count(*) from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()").ExecuteScalarAsync(Token));
        await RunAsync(next, "create temp table scratch (id int)");
    }

    [Fact]
    public async Task A_statement_that_still_runs_costs_no_connection()
    {
        await using var storage = OpenWithPool(1);
        var claimed = await EnqueueAndClaimAsync();
        await using (var begun = await BeginAsync(storage, claimed))
        {
            var stray = RunAsync(begun, "select pg_sleep(1)");
            await Assert.ThrowsAsync<StorageException>(async () => await begun.FinishAsync(Success(claimed), Token));
            _ = stray;
        }

        await using var next = await BeginAsync(storage, claimed);
        Assert.True(await next.FinishAsync(Success(claimed), Token));
    }

    [Fact]
    public async Task A_task_that_goes_on_with_its_transaction_never_meets_that_of_another_job()
    {
        await using var storage = OpenWithPool(1);
        var claimed = await EnqueueAndClaimAsync();
        var first = await BeginAsync(storage, claimed);
        var kept = first.Transaction;
        await first.FinishAsync(Success(claimed), Token);
        await first.CommitAsync(Token);
        await first.DisposeAsync();

        await using var second = await BeginAsync(storage, new AttemptId(1, 1, 0));

        Assert.NotSame(kept, second.Transaction);
        Assert.ThrowsAny<InvalidOperationException>(() => kept.Commit());
    }

    [Fact]
    public async Task Open_transactions_leave_connections_for_finishing_and_claiming()
    {
        await using var storage = OpenWithPool(6);
        var first = await BeginAsync(storage, new AttemptId(1, 1, 0));
        var second = await BeginAsync(storage, new AttemptId(1, 1, 0));
        using var source = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var canceled = storage.Transactions.BeginAsync(new AttemptId(1, 1, 0), TimeSpan.FromSeconds(30), alone: false, source.Token).AsTask();
        var third = BeginAsync(storage, new AttemptId(1, 1, 0)).AsTask();

        await Task.WhenAll(storage.Workers.ListQueuesAsync(Token).AsTask(), storage.Workers.ListQueuesAsync(Token).AsTask());
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => canceled);
        Assert.False(third.IsCompleted);

        await first.DisposeAsync();
        await first.DisposeAsync();
        await (await third).DisposeAsync();
        await second.DisposeAsync();
    }

    [Fact]
    public async Task Heartbeats_have_a_connection_of_their_own_beside_the_pool()
    {
        // Tasks may use up the pool.
        await using var storage = OpenWithPool(1);
        var worker = await storage.Workers.RegisterAsync(new WorkerRegistration { Name = "a", Host = "a", ProcessId = 1, Queues = "*", Concurrency = 1 }, TimeSpan.FromMinutes(1), Token);
        await using var begun = await BeginAsync(storage, new AttemptId(1, 1, 0));

        Assert.True(storage.Workers.Renew(worker, TimeSpan.FromMinutes(1), holdsJobs: true).Alive);
    }

    private PostgresStorage OpenWithPool(int size)
        => new(new NpgsqlConnectionStringBuilder(Fixture.ConnectionString) { MaxPoolSize = size, Timeout = 3 }.ConnectionString, Fixture.Options);

    private static AttemptOutcome Success(AttemptId attempt) => new() { Attempt = attempt, Kind = OutcomeKind.Succeeded };

    private static ValueTask<IJobTransaction> BeginAsync(PostgresStorage storage, AttemptId attempt)
        => storage.Transactions.BeginAsync(attempt, TimeSpan.FromSeconds(30), alone: false, Token);

    private static async Task RunAsync(IJobTransaction begun, string sql)
    {
        await using var command = Command(begun, sql);
        await command.ExecuteNonQueryAsync(Token);
    }

    private static NpgsqlCommand Command(IJobTransaction begun, string sql)
        => new(sql, (NpgsqlConnection)begun.Transaction.Connection!, (NpgsqlTransaction)begun.Transaction); // ! it is open
}
