using Npgsql;
using TypedTasks.Storage;
using TypedTasks.TestServer;
using IsolationLevel = System.Data.IsolationLevel;

namespace TypedTasks.Postgres.Tests.Jobs;

public sealed class TransactionTests : PostgresTest
{
    [Fact]
    public async Task A_transaction_of_another_database_is_refused()
    {
        var server = await SharedPostgres.GetAsync();
        await using var connection = new NpgsqlConnection(await server.CreateDatabaseAsync(Token));
        await connection.OpenAsync(Token);
        await using var transaction = await connection.BeginTransactionAsync(Token);

        var exception = Assert.Throws<ArgumentException>(() => Storage.Jobs.CheckTransaction(transaction));

        Assert.Contains($"is of database \"{connection.Database}\", but jobs are stored in PostgreSQL \"postgres\"", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_disposed_transaction_is_refused()
    {
        var transaction = await Fixture.BeginTransactionAsync();
        await transaction.DisposeAsync();

        var exception = Assert.Throws<ArgumentException>(() => Storage.Jobs.CheckTransaction(transaction));

        Assert.Contains("Enqueue before the commit", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Enqueuing_needs_no_connection_beside_the_caller_s()
    {
        var text = new NpgsqlConnectionStringBuilder(Fixture.ConnectionString) { MaxPoolSize = 1, Timeout = 1 };
        await using var source = NpgsqlDataSource.Create(text.ConnectionString);
        await using var storage = new PostgresStorage(source, Fixture.Options);
        await using var connection = await source.OpenConnectionAsync(Token);
        await using var transaction = await connection.BeginTransactionAsync(Token);

        await storage.Jobs.EnqueueAsync([AJob("brand-new"), AJob() with { EnqueueId = Guid.NewGuid() }], transaction, Token);
        await transaction.CommitAsync(Token);

        Assert.Equal(2, await Fixture.CountRowsAsync("job"));
    }

    [Theory]
    [InlineData(IsolationLevel.ReadCommitted, "read committed")]
    [InlineData(IsolationLevel.RepeatableRead, "repeatable read")]
    [InlineData(IsolationLevel.Serializable, "serializable")]
    public async Task The_caller_s_isolation_level_is_left_alone(IsolationLevel level, string name)
    {
        await EnqueueAsync(AJob());
        await using var connection = await Fixture.Source.OpenConnectionAsync(Token);
        await using var transaction = await connection.BeginTransactionAsync(level, Token);

        await Storage.Jobs.EnqueueAsync([AJob(), AJob() with { EnqueueId = Guid.NewGuid() }], transaction, Token);

        await using var command = new NpgsqlCommand("select current_setting('transaction_isolation') || ', ' || current_setting('enable_seqscan')", connection);
        Assert.Equal($"{name}, on", await command.ExecuteScalarAsync(Token));
        await transaction.CommitAsync(Token);
        Assert.Equal(3, await Fixture.CountRowsAsync("job"));
    }

    [Fact]
    public async Task A_savepoint_rolled_back_takes_its_jobs_and_names_with_it()
    {
        await using var transaction = (NpgsqlTransaction)await Fixture.BeginTransactionAsync();
        await transaction.SaveAsync("before", Token);
        await Storage.Jobs.EnqueueAsync([AJob("lost")], transaction, Token);
        await transaction.RollbackAsync("before", Token);

        var kept = await Storage.Jobs.EnqueueAsync([AJob("kept")], transaction, Token);
        await transaction.CommitAsync(Token);

        Assert.Equal("kept", (await Storage.Reader.FindAsync(kept[0].Id, Token))?.Queue);
        var again = await EnqueueAsync(AJob("lost"));
        Assert.Equal("lost", (await Storage.Reader.FindAsync(again[0], Token))?.Queue);
    }

    [Fact]
    public async Task Own_transactions_are_read_committed_whatever_the_default_is()
    {
        await Fixture.ExecuteAsync($"""
            create function {Fixture.Schema}.check_isolation() returns trigger language plpgsql as $$
            begin
                if current_setting('transaction_isolation') <> 'read committed' then raise 'The transaction is %.', current_setting('transaction_isolation'); end if;
                return null;
            end $$;
            create trigger check_isolation after insert or update or delete on {Fixture.Schema}.job execute function {Fixture.Schema}.check_isolation()
            """);
        await Storage.Workers.InternQueuesAsync(["default"], Token);
        var request = await RequestAsync(10, thorough: true);
        var text = new NpgsqlConnectionStringBuilder(Fixture.ConnectionString) { Options = "-c default_transaction_isolation=serializable" };
        await using var storage = new PostgresStorage(text.ConnectionString, Fixture.Options);

        await storage.Jobs.EnqueueAsync([AJob() with { EnqueueId = Guid.NewGuid() }, AJob() with { Delay = TimeSpan.FromHours(1) }], null, Token);
        var claimed = (await storage.Jobs.FinishAndClaimAsync([], request, Token)).Claimed;
        await storage.Jobs.FinishAndClaimAsync([new() { Attempt = claimed[0].AttemptId, Kind = OutcomeKind.Succeeded }], null, Token);
        await storage.Maintenance.PromoteAsync(10, Token);
        await storage.Maintenance.RescueAsync(request.WorkerId, 3, 10, Token);

        Assert.Equal(1, await Fixture.CountRowsAsync("job_history"));
    }

    [Fact]
    public async Task Finishing_and_claiming_are_one_transaction()
    {
        await EnqueueAsync(AJob(), AJob());
        var request = await RequestAsync(1, thorough: true);
        var first = (await Storage.Jobs.FinishAndClaimAsync([], request, Token)).Claimed[0];
        await Fixture.ExecuteAsync($"""
            create function {Fixture.Schema}.refuse() returns trigger language plpgsql as $$ begin raise 'no more claims'; end $$;
            create trigger refuse before update on {Fixture.Schema}.job for each row execute function {Fixture.Schema}.refuse()
            """);

        await Assert.ThrowsAsync<StorageException>(async () => await Storage.Jobs.FinishAndClaimAsync(
            [new() { Attempt = first.AttemptId, Kind = OutcomeKind.Succeeded }], request, Token));

        Assert.Equal((2, 0), (await Fixture.CountRowsAsync("job"), await Fixture.CountRowsAsync("job_history")));
    }
}
