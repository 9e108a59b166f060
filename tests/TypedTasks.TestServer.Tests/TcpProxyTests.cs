using Npgsql;

namespace TypedTasks.TestServer.Tests;

public sealed class TcpProxyTests : IAsyncLifetime
{
    private PostgresServer? _server;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private PostgresServer Server => _server ?? throw new InvalidOperationException("The test has not been initialized.");

    public async ValueTask InitializeAsync() => _server = await PostgresServer.CreateAsync(new() { Tcp = true }, Cancellation);

    public async ValueTask DisposeAsync() => await Server.DisposeAsync();

    [Fact]
    public async Task What_is_held_back_arrives_when_it_may_pass()
    {
        await using var proxy = TcpProxy.Start(Server.Port);
        await using var connection = await OpenAsync(proxy);
        proxy.Freeze();
        var answer = AskAsync(connection);
        var opening = OpenAsync(proxy);

        Assert.NotSame(answer, await Task.WhenAny(answer, opening, AskDirectlyAsync()));
        proxy.Resume();

        Assert.Equal(1, await answer);
        await (await opening).DisposeAsync();
    }

    [Fact]
    public async Task A_half_open_connection_is_closed_on_the_servers_side_only()
    {
        await using var proxy = TcpProxy.Start(Server.Port);
        await using var connection = await OpenAsync(proxy, commandTimeout: 1);
        var number = connection.ProcessID;

        proxy.HalfOpen();

        while (await SessionsAsync(number) > 0) await Task.Yield();
        var problem = await Assert.ThrowsAsync<NpgsqlException>(() => AskAsync(connection));
        Assert.IsType<TimeoutException>(problem.InnerException);
        await using var other = await OpenAsync(proxy);
        Assert.Equal(1, await AskAsync(other));
    }

    [Fact]
    public async Task A_half_closed_connection_reads_its_end()
    {
        await using var proxy = TcpProxy.Start(Server.Port);
        await using var connection = await OpenAsync(proxy);

        proxy.HalfClose();

        var problem = await Assert.ThrowsAsync<NpgsqlException>(() => AskAsync(connection));
        Assert.IsType<EndOfStreamException>(problem.InnerException);
    }

    [Fact]
    public async Task A_delay_holds_up_question_and_answer()
    {
        await using var proxy = TcpProxy.Start(Server.Port);
        await using var connection = await OpenAsync(proxy);
        proxy.Delay = TimeSpan.FromMilliseconds(40);
        var start = TimeProvider.System.GetTimestamp();

        Assert.Equal(1, await AskAsync(connection));

        Assert.True(TimeProvider.System.GetElapsedTime(start) >= TimeSpan.FromMilliseconds(70), "The answer came too soon."); // timers may be a little early
    }

    [Fact]
    public async Task Only_chosen_connections_are_cut()
    {
        await using var proxy = TcpProxy.Start(Server.Port);
        await using var one = await OpenAsync(proxy);
        await using var other = await OpenAsync(proxy);
        var seen = 0;

        proxy.Cut(() => seen++ == 0);

        var answers = await Task.WhenAll(IsAliveAsync(one), IsAliveAsync(other));
        Assert.Single(answers, static alive => alive);
    }

    [Fact]
    public async Task Refused_connections_are_told_and_later_ones_work_again()
    {
        await using var proxy = TcpProxy.Start(Server.Port);
        await using var connection = await OpenAsync(proxy);

        proxy.Refuse();
        await Assert.ThrowsAsync<NpgsqlException>(() => AskAsync(connection));
        await Assert.ThrowsAnyAsync<Exception>(() => OpenAsync(proxy));
        proxy.Resume();

        await using var other = await OpenAsync(proxy);
        Assert.Equal(1, await AskAsync(other));
    }

    [Fact]
    public async Task New_connections_lead_to_the_new_target()
    {
        await using var second = await PostgresServer.CreateAsync(new() { Tcp = true }, Cancellation);
        await using var proxy = TcpProxy.Start(Server.Port);
        await using var before = await OpenAsync(proxy);

        proxy.TargetPort = second.Port;
        await using var after = await OpenAsync(proxy);

        Assert.Equal((Server.Port, second.Port), (await PortAsync(before), await PortAsync(after)));
    }

    private async Task<NpgsqlConnection> OpenAsync(TcpProxy proxy, int commandTimeout = 30)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Server.TcpConnectionString!) // started with TCP
        {
            Port = proxy.Port,
            Pooling = false,
            CommandTimeout = commandTimeout,
        }.ConnectionString);
        await connection.OpenAsync(Cancellation);
        return connection;
    }

    private static async Task<int> AskAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand("select 1", connection);
        return (int)(await command.ExecuteScalarAsync(Cancellation))!; // a number, always
    }

    private static async Task<int> PortAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand("select inet_server_port()", connection);
        return (int)(await command.ExecuteScalarAsync(Cancellation))!; // over TCP
    }

    private static async Task<bool> IsAliveAsync(NpgsqlConnection connection)
    {
        try
        {
            return await AskAsync(connection) == 1;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private async Task AskDirectlyAsync()
    {
        await using var connection = new NpgsqlConnection(Server.ConnectionString);
        await connection.OpenAsync(Cancellation);
        await AskAsync(connection);
    }

    private async Task<long> SessionsAsync(int number)
    {
        await using var connection = new NpgsqlConnection(Server.ConnectionString);
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand("select count(*) from pg_stat_activity where pid = $1", connection);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = number });
        return (long)(await command.ExecuteScalarAsync(Cancellation))!; // a count, always
    }
}
