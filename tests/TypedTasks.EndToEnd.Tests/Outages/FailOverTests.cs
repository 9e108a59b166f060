using Npgsql;
using TypedTasks.Storage;
using TypedTasks.TestServer;

namespace TypedTasks.EndToEnd.Tests.Outages;

/// <summary>Two servers, of which one takes over.</summary>
public sealed class FailOverTests
{
    private readonly CancellationToken _limit = TimeLimit.Create();

    [Theory]
    [InlineData(StopMode.Fast)]
    [InlineData(StopMode.Immediate)]
    public async Task With_several_hosts_in_the_connection_string_the_new_primary_is_found(StopMode mode)
    {
        // Durable: what a crash takes back on the primary can't have been taken back on the standby.
        await using var primary = await PostgresServer.CreateAsync(new() { Tcp = true, Durable = true }, _limit);
        await using var standby = await primary.CreateStandbyAsync(_limit);
        var text = await TroubledHost.PrepareAsync(primary);
        var hosts = new NpgsqlConnectionStringBuilder(text.ConnectionString) { Host = $"127.0.0.1:{primary.Port},127.0.0.1:{standby.Port}", HostRecheckSeconds = 1 };
        await using var host = await TroubledHost.StartAsync(hosts.ConnectionString, _limit);

        await host.ComesThroughAsync(
            async () =>
            {
                await FollowedAsync(primary, standby);
                await primary.StopAsync(mode, _limit);
            },
            () => TroubledHost.RunAsync(standby, "select pg_promote()"),
            StorageFault.Unavailable,
            "primary");
    }

    [Fact]
    public async Task With_an_address_that_moves_the_old_connections_are_left()
    {
        await using var primary = await PostgresServer.CreateAsync(new() { Tcp = true, Durable = true }, _limit);
        await using var standby = await primary.CreateStandbyAsync(_limit);
        await using var address = TcpProxy.Start(primary.Port);
        var text = await TroubledHost.PrepareAsync(primary);
        text.Port = address.Port;
        await using var host = await TroubledHost.StartAsync(text.ConnectionString, _limit);

        // First the address leads to the standby, as DNS does while a fail-over is under way; then the standby becomes the primary.
        await host.ComesThroughAsync(
            async () =>
            {
                await FollowedAsync(primary, standby);
                address.TargetPort = standby.Port;
                address.Cut();
            },
            () => TroubledHost.RunAsync(standby, "select pg_promote()"),
            StorageFault.Unavailable,
            "Target Session Attributes=primary");
    }

    /// <summary>Waits until the standby has what the primary has.</summary>
    private async Task FollowedAsync(PostgresServer primary, PostgresServer standby)
    {
        var target = await ScalarAsync(primary, "select pg_current_wal_flush_lsn()::text");
        while (await ScalarAsync(standby, $"select (pg_last_wal_replay_lsn() >= '{target}'::pg_lsn)::text") != "true") _limit.ThrowIfCancellationRequested();
    }

    private async Task<string?> ScalarAsync(PostgresServer server, string sql)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync(_limit);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(_limit) as string;
    }
}
