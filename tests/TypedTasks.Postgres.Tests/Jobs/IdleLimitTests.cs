using Npgsql;
using TypedTasks.Storage;
using TypedTasks.TestServer;

namespace TypedTasks.Postgres.Tests.Jobs;

/// <summary>A transaction of a task may wait for its next statement no longer than the lease.</summary>
public sealed class IdleLimitTests : PostgresTest
{
    [Fact]
    public async Task The_limit_is_the_lease_and_holds_for_this_transaction_only()
    {
        await using (var begun = await Storage.Transactions.BeginAsync(new AttemptId(1, 1, 0), TimeSpan.FromSeconds(7), alone: false, Token))
        {
            Assert.Equal("7s", await ShowAsync(begun));
            await begun.DisposeAsync();
        }

        Assert.Equal("0", await Fixture.QueryAsync<string>("select current_setting('idle_in_transaction_session_timeout')"));
    }

    [Fact]
    public async Task A_shorter_limit_of_one_s_own_stays()
    {
        var text = new NpgsqlConnectionStringBuilder(Fixture.ConnectionString) { Options = "-c idle_in_transaction_session_timeout=3000" };
        await using var storage = new PostgresStorage(text.ConnectionString, Fixture.Options);

        await using var begun = await storage.Transactions.BeginAsync(new AttemptId(1, 1, 0), TimeSpan.FromSeconds(7), alone: false, Token);

        Assert.Equal("3s", await ShowAsync(begun));
    }

    [Fact]
    public async Task Waiting_longer_rolls_back()
    {
        var claimed = await EnqueueAndClaimAsync();
        await using var begun = await Storage.Transactions.BeginAsync(claimed, TimeSpan.FromMilliseconds(50), alone: false, Token);

        await Fixture.ExecuteAsync("select pg_sleep(0.5)");

        await Assert.ThrowsAsync<StorageException>(async () => await begun.FinishAsync(new AttemptOutcome { Attempt = claimed, Kind = OutcomeKind.Succeeded }, Token));
        Assert.Equal(CommitOutcome.RolledBack, await Storage.Transactions.ReadOutcomeAsync(claimed, Token));
    }

    [Fact]
    public async Task A_transaction_that_waited_too_long_was_not_lost_but_ended_for_what_its_task_did()
    {
        // Over TCP: a Unix socket that the other side has closed takes no more statements, and the driver does not read what the server said before.
        await using var server = await PostgresServer.CreateAsync(new() { Tcp = true }, Token);
        await using var storage = new PostgresStorage(server.TcpConnectionString!); // ! it was started with TCP
        await using var source = NpgsqlDataSource.Create(server.ConnectionString);
        await storage.Migrator.MigrateAsync(Token);
        await using var begun = await storage.Transactions.BeginAsync(new AttemptId(1, 1, 0), TimeSpan.FromMilliseconds(50), alone: false, Token);
        await using var sleep = source.CreateCommand("select pg_sleep(0.5)");
        await sleep.ExecuteNonQueryAsync(Token);

        Assert.False(await begun.WasLostAsync(new InvalidOperationException("the task's own"), Token));
    }

    private static async Task<string?> ShowAsync(IJobTransaction begun)
    {
        await using var command = new NpgsqlCommand("show idle_in_transaction_session_timeout", (NpgsqlConnection)begun.Transaction.Connection!); // ! it is open
        return (string?)await command.ExecuteScalarAsync(Token);
    }
}
