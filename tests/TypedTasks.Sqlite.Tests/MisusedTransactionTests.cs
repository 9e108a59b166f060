using Microsoft.Data.Sqlite;
using TypedTasks.Storage;
using TypedTasks.Storage.Conformance;

namespace TypedTasks.Sqlite.Tests;

/// <summary>What tasks do to the transaction that they are given, and what must not come of it.</summary>
public sealed class MisusedTransactionTests : StorageConformance
{
    protected override ValueTask<StorageFixture> CreateFixtureAsync() => SqliteFixture.CreateAsync();

    [Theory]
    [InlineData("commit")]
    [InlineData("commit; begin")]
    [InlineData("rollback; insert into effect values (2)")]
    public async Task A_transaction_that_the_task_ended_in_SQL_so_that_effects_stand_can_not_be_finished(string end)
    {
        var (claimed, begun) = await BeginAsync();
        await using var closing = begun;
        await RunAsync(begun, "insert into effect values (1)");
        await RunAsync(begun, end);

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await begun.FinishAsync(Ended(claimed, OutcomeKind.Succeeded), Token));
        var connection = begun.Transaction.Connection!; // ! it is open
        await begun.DisposeAsync();
        Assert.Equal(System.Data.ConnectionState.Closed, connection.State);
    }

    [Theory]
    [InlineData("select 1", false)]
    [InlineData("rollback", false)]
    [InlineData("commit", true)]
    public async Task Whether_the_task_has_committed_is_known(string sql, bool committed)
    {
        var (_, begun) = await BeginAsync();
        await using var closing = begun;
        await RunAsync(begun, "insert into effect values (1)");
        await RunAsync(begun, sql);

        Assert.Equal(committed, await begun.WasCommittedAsync(Token));
    }

    [Fact]
    public async Task A_transaction_that_SQLite_rolled_back_is_worth_another_attempt()
    {
        var (claimed, begun) = await BeginAsync();
        await using var closing = begun;
        await RunAsync(begun, "insert into effect values (1)");
        await Assert.ThrowsAsync<SqliteException>(() => RunAsync(begun, "insert or rollback into effect values (1)"));

        await Assert.ThrowsAsync<StorageException>(async () => await begun.FinishAsync(Ended(claimed, OutcomeKind.Succeeded), Token));
    }

    [Theory]
    [InlineData("insert into effect values (1)", false)]
    [InlineData("insert or rollback into effect values (0)", false)]
    [InlineData("create table filler as with recursive n (i) as (select 1 union all select i + 1 from n where i < 100000) select randomblob(1000) from n", true)]
    public async Task A_disk_that_is_full_is_not_the_task_s_doing(string sql, bool isLost)
    {
        var (_, begun) = await BeginAsync();
        await using var closing = begun;
        await RunAsync(begun, "pragma max_page_count = 200");
        await RunAsync(begun, "insert into effect values (0)");
        var problem = await Record.ExceptionAsync(() => RunAsync(begun, sql)) ?? new InvalidOperationException("the task's own");

        Assert.Equal(isLost, await begun.WasLostAsync(new InvalidOperationException("wrapped", problem), Token));
        Assert.False(await begun.WasCommittedAsync(Token));
    }

    [Fact(Timeout = 20_000)]
    public async Task A_reader_left_open_over_what_is_written_is_told_soon()
    {
        var (claimed, begun) = await BeginAsync();
        await using (begun)
        {
            var reader = await Command(begun, "insert into effect values (1), (2) returning id").ExecuteReaderAsync(Token);
            Assert.True(await reader.ReadAsync(Token));
            Assert.True(await begun.FinishAsync(Ended(claimed, OutcomeKind.Succeeded), Token));

            var told = await Assert.ThrowsAsync<StorageException>(async () => await begun.CommitAsync(Token));
            Assert.Contains("left a reader open", told.Message, StringComparison.Ordinal);
        }

        Assert.Equal(CommitOutcome.RolledBack, await Storage.Transactions.ReadOutcomeAsync(claimed.AttemptId, Token));
    }

    [Fact]
    public async Task A_reader_left_open_over_what_is_read_does_no_harm()
    {
        var (claimed, begun) = await BeginAsync();
        await using var closing = begun;
        await RunAsync(begun, "insert into effect values (1), (2)");
        var reader = await Command(begun, "select id from effect").ExecuteReaderAsync(Token);
        Assert.True(await reader.ReadAsync(Token));

        Assert.True(await begun.FinishAsync(Ended(claimed, OutcomeKind.Succeeded), Token));
        await begun.CommitAsync(Token);

        Assert.Equal(CommitOutcome.Committed, await Storage.Transactions.ReadOutcomeAsync(claimed.AttemptId, Token));
    }

    [Fact]
    public async Task Few_are_open_at_once_because_those_that_wait_to_write_block_threads()
    {
        var opened = new List<IJobTransaction>();
        for (var i = 0; i < 4; i++) opened.Add(await OpenAsync(Token));

        using var source = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var canceled = OpenAsync(source.Token);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => canceled);

        var next = OpenAsync(Token);
        Assert.False(next.IsCompleted);
        await opened[0].DisposeAsync();
        await opened[0].DisposeAsync();
        opened[0] = await next;
        var last = OpenAsync(Token);
        Assert.False(last.IsCompleted);

        foreach (var transaction in opened) await transaction.DisposeAsync();
        await (await last).DisposeAsync();

        Task<IJobTransaction> OpenAsync(CancellationToken cancellationToken)
            => Storage.Transactions.BeginAsync(new AttemptId(1, 1, 0), TimeSpan.FromSeconds(30), alone: false, cancellationToken).AsTask();
    }

    private async Task<(ClaimedJob Claimed, IJobTransaction Begun)> BeginAsync()
    {
        await EnqueueAsync(AJob());
        var claimed = await ClaimOneAsync(await RegisterAsync());
        await ((SqliteFixture)Fixture).ExecuteAsync("create table effect (id integer primary key)");
        return (claimed, await Storage.Transactions.BeginAsync(claimed.AttemptId, TimeSpan.FromSeconds(30), alone: false, Token));
    }

    private static async Task RunAsync(IJobTransaction begun, string sql)
    {
        await using var command = Command(begun, sql);
        await command.ExecuteNonQueryAsync(Token);
    }

    private static SqliteCommand Command(IJobTransaction begun, string sql)
        => new(sql, (SqliteConnection)begun.Transaction.Connection!, (SqliteTransaction)begun.Transaction); // ! it is open
}
