using Npgsql;
using TypedTasks.EndToEnd.Tests.Databases;
using TypedTasks.EndToEnd.Tests.Scenarios;
using TypedTasks.Storage;
using TypedTasks.TestServer;

namespace TypedTasks.EndToEnd.Tests.Outages;

/// <summary>The server is well, but out of reach.</summary>
public sealed class NetworkTroubleTests
{
    private readonly CancellationToken _limit = TimeLimit.Create();

    [Fact]
    public Task Connections_refused() => ComesThroughAsync(proxy => proxy.Refuse(), "Check that the server runs");

    [Fact]
    public Task A_server_that_vanishes_without_a_word() => ComesThroughAsync(proxy => proxy.Vanish(), "cut off");

    [Fact]
    public Task A_network_that_holds_everything_back() => ComesThroughAsync(proxy => proxy.Freeze(), "cut off");

    [Fact]
    public async Task Connections_that_die_silently_while_new_ones_work()
    {
        await using var server = await PostgresServer.CreateAsync(new() { Tcp = true }, _limit);
        await using var proxy = TcpProxy.Start(server.Port);
        await using var host = await StartAsync(server, proxy);
        await host.WorkAsync("before");

        proxy.HalfOpen();

        await host.WorkAsync("after");
        Assert.True(host.Log.All.Count <= 15, string.Join('\n', host.Log.All));
    }

    [Fact]
    public async Task A_name_that_nobody_knows()
    {
        await using var database = PostgresTestDatabase.At("Host=no-such-host.invalid;Username=shop;Database=shop");
        await using var host = new ScenarioHost(database);

        await host.StartAsync(_limit);
        await host.Log.WaitForAsync("The storage can't be used", _limit);
        var problem = await Assert.ThrowsAsync<StorageException>(async () => await Note.EnqueueAsync(host.Client, "lost", cancellationToken: _limit));
        await host.StopAsync(_limit);

        Assert.Equal(StorageFault.Unavailable, problem.Fault);
        Assert.Contains("host and port", problem.Message, StringComparison.Ordinal);
        Assert.True(host.Log.All.Count <= 8, string.Join('\n', host.Log.All));
    }

    private async Task ComesThroughAsync(Action<TcpProxy> trouble, string hint)
    {
        await using var server = await PostgresServer.CreateAsync(new() { Tcp = true }, _limit);
        await using var proxy = TcpProxy.Start(server.Port);
        await using var host = await StartAsync(server, proxy);
        await host.ComesThroughAsync(
            () => Task.Run(() => trouble(proxy), _limit),
            () => Task.Run(proxy.Resume, _limit),
            StorageFault.Unavailable,
            hint);
    }

    private async Task<TroubledHost> StartAsync(PostgresServer server, TcpProxy proxy)
    {
        var text = await TroubledHost.PrepareAsync(server);
        return await TroubledHost.StartAsync(new NpgsqlConnectionStringBuilder(text.ConnectionString) { Port = proxy.Port, Timeout = 3 }.ConnectionString, _limit);
    }
}
