using Npgsql;

namespace TypedTasks.TestServer.Tests;

public sealed class PostgresServerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_servers_run_side_by_side()
    {
        var one = await SharedPostgres.GetAsync();
        await using var other = await PostgresServer.CreateAsync(cancellationToken: Cancellation);

        Assert.NotEqual(one.Folder, other.Folder);
        Assert.Equal(one.Folder + "/data", await ScalarAsync(one.ConnectionString, "show data_directory"));
        Assert.Equal(other.Folder + "/data", await ScalarAsync(other.ConnectionString, "show data_directory"));
    }

    [Fact]
    public async Task It_listens_on_tcp_only_when_asked()
    {
        var shared = await SharedPostgres.GetAsync();
        await using var server = await PostgresServer.CreateAsync(new() { Tcp = true }, Cancellation);

        Assert.Null(shared.TcpConnectionString);
        Assert.Equal("", await ScalarAsync(shared.ConnectionString, "show listen_addresses"));
        Assert.Equal("127.0.0.1", await ScalarAsync(server.TcpConnectionString!, "select host(inet_server_addr())")); // asked for TCP
        Assert.Equal("postgres", await ScalarAsync(server.ConnectionString, "select current_user"));
    }

    [Fact]
    public async Task Ordinary_tests_do_without_durability_and_benchmarks_do_not()
    {
        var shared = await SharedPostgres.GetAsync();
        await using var durable = await PostgresServer.CreateAsync(PostgresServerOptions.ForBenchmarks, Cancellation);

        Assert.Equal("off", await ScalarAsync(shared.ConnectionString, "show fsync"));
        Assert.Equal("on", await ScalarAsync(durable.ConnectionString, "show fsync"));
        Assert.Equal("on", await ScalarAsync(durable.ConnectionString, "show synchronous_commit"));
        Assert.Equal("1GB", await ScalarAsync(durable.ConnectionString, "show shared_buffers"));
    }

    [Fact]
    public async Task A_restart_keeps_address_and_data()
    {
        await using var server = await PostgresServer.CreateAsync(cancellationToken: Cancellation);
        await ScalarAsync(server.ConnectionString, "create table kept (id int)");
        await ScalarAsync(server.ConnectionString, "checkpoint");

        await server.RestartAsync(StopMode.Fast, Cancellation);
        Assert.Equal("kept", await ScalarAsync(server.ConnectionString, "select 'kept'::regclass::text"));

        await server.RestartAsync(StopMode.Immediate, Cancellation);
        Assert.Equal("kept", await ScalarAsync(server.ConnectionString, "select 'kept'::regclass::text"));
    }

    [Fact]
    public async Task A_stopped_server_refuses_connections_until_it_is_started()
    {
        await using var server = await PostgresServer.CreateAsync(cancellationToken: Cancellation);

        await server.StopAsync(cancellationToken: Cancellation);
        await Assert.ThrowsAsync<NpgsqlException>(() => ScalarAsync(server.ConnectionString, "select 1"));

        await server.StartAsync(Cancellation);
        Assert.Equal("UTC", await ScalarAsync(server.ConnectionString, "show timezone"));
    }

    [Fact]
    public async Task Databases_are_created_empty_and_apart()
    {
        var server = await SharedPostgres.GetAsync();
        var one = await server.CreateDatabaseAsync(Cancellation);
        var other = await server.CreateDatabaseAsync(Cancellation);

        await ScalarAsync(one, "create table mine (id int)");

        Assert.Null(await ScalarAsync(other, "select to_regclass('mine')::text"));
    }

    [Fact]
    public async Task A_server_that_does_not_start_says_why_and_leaves_nothing()
    {
        var options = new PostgresServerOptions { Settings = new Dictionary<string, string> { ["work_mem"] = "much" } };

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => PostgresServer.CreateAsync(options, Cancellation));

        Assert.Contains("invalid value for parameter \"work_mem\": \"much\"", error.Message, StringComparison.Ordinal);
        var dataFolder = error.Message.Split("configuration file \"")[1].Split("/postgresql.conf")[0];
        Assert.False(Directory.Exists(dataFolder));
    }

    [Fact]
    public async Task Disposing_removes_the_folder()
    {
        var server = await PostgresServer.CreateAsync(cancellationToken: Cancellation);
        Assert.True(Directory.Exists(server.Folder));

        await server.DisposeAsync();

        Assert.False(Directory.Exists(server.Folder));
        Assert.False(File.Exists(server.Folder + ".lock"));
    }

    [Fact]
    public void Schema_names_differ_and_need_no_quotes()
    {
        var names = Enumerable.Range(0, 1000).Select(_ => SharedPostgres.CreateSchemaName()).ToHashSet();

        Assert.Equal(1000, names.Count);
        Assert.All(names, name => Assert.Matches("^[a-z][a-z0-9_]{5,40}$", name));
    }

    private static async Task<string?> ScalarAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Cancellation) as string;
    }
}
