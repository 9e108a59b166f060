using Npgsql;
using TypedTasks.Storage;
using TypedTasks.TestServer;

namespace TypedTasks.EndToEnd.Tests.Outages;

/// <summary>The server answers, but with a refusal.</summary>
public sealed class ServerTroubleTests
{
    private const string Database = TroubledHost.Role;

    private readonly CancellationToken _limit = TimeLimit.Create();

    [Fact]
    public Task Read_only() => ComesThroughAsync(
        server => SetAsync(server, "default_transaction_read_only = on"),
        server => SetAsync(server, "default_transaction_read_only = off"),
        StorageFault.Unavailable,
        "Target Session Attributes=primary");

    [Fact]
    public Task Too_many_connections() => ComesThroughAsync(
        async server =>
        {
            await TroubledHost.RunAsync(server, $"alter role {TroubledHost.Role} connection limit 0");
            await TroubledHost.EndSessionsAsync(server);
        },
        server => TroubledHost.RunAsync(server, $"alter role {TroubledHost.Role} connection limit -1"),
        StorageFault.Unavailable,
        "Maximum Pool Size");

    [Fact]
    public Task A_full_disk() => ComesThroughAsync(
        server => TroubledHost.RunAsync(
            server,
            """
            create function fill_disk() returns trigger language plpgsql as
            $$ begin raise exception 'could not extend file "base/1/1": No space left on device' using errcode = 'disk_full'; end $$;
            create trigger full_job before insert or update or delete on typed_tasks.job execute function fill_disk();
            create trigger full_worker before insert or update or delete on typed_tasks.worker execute function fill_disk()
            """,
            Database),
        server => TroubledHost.RunAsync(server, "drop function fill_disk cascade", Database),
        StorageFault.Unavailable,
        "Free disk or memory");

    [Fact]
    public async Task A_statement_timeout_of_the_server()
    {
        await using var server = await PostgresServer.CreateAsync(new() { Tcp = true }, _limit);
        await using var host = await TroubledHost.StartAsync((await TroubledHost.PrepareAsync(server)).ConnectionString, _limit);
        await using var blocker = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = Database, Pooling = false }.ConnectionString);
        await blocker.OpenAsync(_limit);
        await TroubledHost.RunAsync(server, $"alter role {TroubledHost.Role} set statement_timeout = '200ms'");
        await TroubledHost.EndSessionsAsync(server);

        await host.ComesThroughAsync(
            () => ExecuteAsync(blocker, "begin; lock table typed_tasks.job in access exclusive mode"),
            () => ExecuteAsync(blocker, "rollback"),
            StorageFault.Unavailable,
            "did not answer in time");
    }

    [Fact]
    public async Task A_changed_password()
    {
        await using var server = await PostgresServer.CreateAsync(new() { Tcp = true }, _limit);
        var text = await TroubledHost.PrepareAsync(server);
        var rules = Path.Combine(server.Folder, "data", "pg_hba.conf");
        await File.WriteAllTextAsync(rules, $"host all {TroubledHost.Role} 127.0.0.1/32 scram-sha-256\n{await File.ReadAllTextAsync(rules, _limit)}", _limit);
        await server.RestartAsync(cancellationToken: _limit);
        await using var host = await TroubledHost.StartAsync(text.ConnectionString, _limit);

        await host.ComesThroughAsync(
            async () =>
            {
                await TroubledHost.RunAsync(server, $"alter role {TroubledHost.Role} password 'second'");
                await TroubledHost.EndSessionsAsync(server);
            },
            () => TroubledHost.RunAsync(server, $"alter role {TroubledHost.Role} password 'first'"),
            StorageFault.Configuration,
            "Check user name and password");
    }

    [Fact]
    public async Task Sessions_ended_by_an_administrator()
    {
        await using var server = await PostgresServer.CreateAsync(new() { Tcp = true }, _limit);
        await using var host = await TroubledHost.StartAsync((await TroubledHost.PrepareAsync(server)).ConnectionString, _limit);

        for (var round = 0; round < 5; round++)
        {
            await TroubledHost.EndSessionsAsync(server);
            await host.WorkAsync($"round {round}");
        }

        Assert.True(host.Log.All.Count <= 15, string.Join('\n', host.Log.All));
    }

    private async Task ComesThroughAsync(Func<PostgresServer, Task> trouble, Func<PostgresServer, Task> end, StorageFault fault, string hint)
    {
        await using var server = await PostgresServer.CreateAsync(new() { Tcp = true }, _limit);
        await using var host = await TroubledHost.StartAsync((await TroubledHost.PrepareAsync(server)).ConnectionString, _limit);
        await host.ComesThroughAsync(() => trouble(server), () => end(server), fault, hint);
    }

    private static async Task SetAsync(PostgresServer server, string setting)
    {
        await TroubledHost.RunAsync(server, $"alter system set {setting}");
        await TroubledHost.RunAsync(server, "select pg_reload_conf()");
    }

    private async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(_limit);
    }
}
