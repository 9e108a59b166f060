using Npgsql;
using TypedTasks.Storage;
using TypedTasks.TestServer;

namespace TypedTasks.Postgres.Tests;

public sealed class StorageFaultTests : PostgresTest
{
    private const string Secret = "s3cret-pass";

    [Fact]
    public async Task A_server_that_does_not_answer_is_unavailable()
        => await AssertFaultAsync("Host=127.0.0.1;Port=1", StorageFault.Unavailable, "could not be reached", "Check that the server runs");

    [Fact]
    public async Task A_host_without_a_name_is_unavailable()
        => await AssertFaultAsync("Host=no-such-host.invalid", StorageFault.Unavailable, "could not be reached", "host and port");

    [Fact]
    public async Task A_missing_database_is_a_matter_of_configuration()
        => await AssertFaultAsync(With(text => text.Database = "no_such_database"), StorageFault.Configuration, "does not have this database", "Create it");

    [Fact]
    public async Task An_unknown_user_is_a_matter_of_configuration()
        => await AssertFaultAsync(With(text => text.Username = "nobody_here"), StorageFault.Configuration, "refused the login", "Check user name and password");

    [Fact]
    public async Task A_read_only_server_is_unavailable()
        => await AssertFaultAsync(With(text => text.Options = "-c default_transaction_read_only=on"), StorageFault.Unavailable, "is read-only", "primary");

    [Fact]
    public async Task An_exhausted_pool_is_unavailable()
    {
        await using var source = NpgsqlDataSource.Create(With(text => (text.MaxPoolSize, text.Timeout) = (1, 1)));
        await using var taken = await source.OpenConnectionAsync(Token);
        await using var storage = new PostgresStorage(source, Fixture.Options);

        await AssertFaultAsync(storage, StorageFault.Unavailable, "No connection", "Maximum Pool Size");
    }

    [Fact]
    public async Task A_statement_that_waits_too_long_is_given_up()
    {
        await using var blocker = await Fixture.BeginTransactionAsync();
        await PostgresFixture.RunAsync(blocker, $"lock table {Fixture.Schema}.queue in access exclusive mode");
        await using var storage = new PostgresStorage(Fixture.Source, Fixture.Options with { CommandTimeout = TimeSpan.FromSeconds(1) });

        await AssertFaultAsync(storage, StorageFault.Unavailable, "did not answer in time", "CommandTimeout");
    }

    [Fact]
    public async Task A_data_source_without_arrays_is_a_matter_of_configuration()
    {
        await using var source = new NpgsqlSlimDataSourceBuilder(Fixture.ConnectionString).Build();
        await using var storage = new PostgresStorage(source, Fixture.Options);

        await AssertFaultAsync(storage, StorageFault.Configuration, "can't send arrays", "EnableArrays");
    }

    [Fact]
    public async Task An_aborted_transaction_of_the_caller_is_named()
    {
        await EnqueueAsync(AJob());
        await using var transaction = await Fixture.BeginTransactionAsync();
        await Assert.ThrowsAsync<PostgresException>(() => PostgresFixture.RunAsync(transaction, "select 1 / 0"));

        var exception = await Assert.ThrowsAsync<StorageException>(async () => await Storage.Jobs.EnqueueAsync([AJob()], transaction, Token));

        Assert.Equal(StorageFault.Transaction, exception.Fault);
        Assert.Contains("Roll it back", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_busy_connection_of_the_caller_is_named()
    {
        await EnqueueAsync(AJob());
        await using var transaction = (NpgsqlTransaction)await Fixture.BeginTransactionAsync();
        await using var command = new NpgsqlCommand("select generate_series(1, 10)", transaction.Connection, transaction);
        await using var reader = await command.ExecuteReaderAsync(Token);

        var exception = await Assert.ThrowsAsync<StorageException>(async () => await Storage.Jobs.EnqueueAsync([AJob()], transaction, Token));

        Assert.Equal(StorageFault.Transaction, exception.Fault);
        Assert.Contains("Dispose each reader", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_heartbeat_that_can_t_be_sent_says_so_and_the_next_one_works()
    {
        var worker = await RegisterAsync();
        Assert.True(Storage.Workers.Renew(worker, TimeSpan.FromMinutes(1), holdsJobs: true).Alive);
        await Fixture.EndSessionsAsync();

        var exception = Assert.Throws<StorageException>(() => Storage.Workers.Renew(worker, TimeSpan.FromMinutes(1), holdsJobs: true));

        Assert.Equal(StorageFault.Unavailable, exception.Fault);
        Assert.True(Storage.Workers.Renew(worker, TimeSpan.FromMinutes(1), holdsJobs: true).Alive);
    }

    [Theory]
    [InlineData("25P04", "did not answer in time")] // transaction_timeout of PostgreSQL 17
    [InlineData("57P05", "could not go on")] // idle_session_timeout
    public void A_limit_of_the_server_is_no_matter_of_configuration(string sqlState, string what)
    {
        var said = new TypedTasks.Postgres.Connections.PostgresFaults("The server", "typed_tasks").Translate(new PostgresException("a time limit", "FATAL", "FATAL", sqlState));

        Assert.Equal(StorageFault.Unavailable, Assert.IsType<StorageException>(said).Fault);
        Assert.Contains(what, said.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_or_TLS_that_is_missing_is_a_matter_of_configuration()
    {
        await using var server = await PostgresServer.CreateAsync(new() { Tcp = true }, Token);
        var text = new NpgsqlConnectionStringBuilder(server.TcpConnectionString) { Password = null, Username = "shop" };
        await using (var source = NpgsqlDataSource.Create(server.ConnectionString))
        await using (var command = source.CreateCommand($"create role shop login password '{Secret}'"))
            await command.ExecuteNonQueryAsync(Token);
        var rules = Path.Combine(server.Folder, "data", "pg_hba.conf");
        await File.WriteAllTextAsync(rules, $"host all shop 127.0.0.1/32 scram-sha-256\n{await File.ReadAllTextAsync(rules, Token)}", Token);
        await server.RestartAsync(cancellationToken: Token);

        await using var withoutPassword = new PostgresStorage(text.ConnectionString, Fixture.Options);
        await AssertFaultAsync(withoutPassword, StorageFault.Configuration, "asks for a password", "Passfile");
        await using var withTls = new PostgresStorage(new NpgsqlConnectionStringBuilder(text.ConnectionString) { SslMode = SslMode.Require }.ConnectionString, Fixture.Options);
        await AssertFaultAsync(withTls, StorageFault.Configuration, "does not offer TLS", "SSL Mode=Prefer");
    }

    [Fact]
    public async Task A_text_that_the_encoding_of_the_database_lacks_is_refused_as_data()
    {
        var name = "latin_" + Fixture.Schema;
        await Fixture.ExecuteAsync($"create database {name} encoding 'LATIN1' lc_collate 'C' lc_ctype 'C' template template0");
        await using var storage = new PostgresStorage(With(text => text.Database = name), Fixture.Options);
        await storage.Migrator.MigrateAsync(Token);

        var exception = await Assert.ThrowsAsync<StorageException>(async () => await storage.Jobs.EnqueueAsync([AJob("\"\u20ac\"")], null, Token));

        Assert.Equal(StorageFault.Refused, exception.Fault);
    }

    [Theory]
    [InlineData("57P01", "ended the session", "pg_terminate_backend")]
    [InlineData("57P02", "another session has crashed", "log says why")]
    [InlineData("57P03", "is starting up or shutting down", "in a moment")]
    public void Who_ends_sessions_is_told_apart(string sqlState, string what, string remedy)
    {
        var said = new TypedTasks.Postgres.Connections.PostgresFaults("The server", "typed_tasks").Translate(new PostgresException("terminating connection", "FATAL", "FATAL", sqlState));

        Assert.Equal(StorageFault.Unavailable, Assert.IsType<StorageException>(said).Fault);
        Assert.Contains(what, said.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, said.Message, StringComparison.Ordinal);
    }

    private string With(Action<NpgsqlConnectionStringBuilder> change)
    {
        var text = new NpgsqlConnectionStringBuilder(Fixture.ConnectionString);
        change(text);
        return text.ConnectionString;
    }

    private async Task AssertFaultAsync(string connectionString, StorageFault fault, string what, string remedy)
    {
        await using var storage = new PostgresStorage($"{connectionString};Password={Secret}", Fixture.Options);
        await AssertFaultAsync(storage, fault, what, remedy);
    }

    private static async Task AssertFaultAsync(PostgresStorage storage, StorageFault fault, string what, string remedy)
    {
        var exception = await Assert.ThrowsAsync<StorageException>(async () => await storage.Jobs.EnqueueAsync([AJob()], null, Token));

        Assert.Equal(fault, exception.Fault);
        Assert.Contains(what, exception.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, exception.ToString(), StringComparison.Ordinal);
    }
}
