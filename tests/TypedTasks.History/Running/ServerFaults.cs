using System.Diagnostics;
using Npgsql;
using TypedTasks.TestServer;

namespace TypedTasks.History.Running;

/// <summary>Some sessions are ended by an administrator.</summary>
internal sealed class BackendsTerminated(PostgresHistoryDatabase database) : Fault
{
    public override async Task BeginAsync(Random chance)
        => await database.ExecuteAsync(
            $"select pg_terminate_backend(pid) from pg_stat_activity where application_name = '{PostgresHistoryDatabase.ApplicationName}' and random() < 0.{chance.Next(1, 9)}",
            CancellationToken.None);
}

/// <summary>The server is restarted.</summary>
internal sealed class Restarted(PostgresHistoryDatabase database, StopMode mode) : Fault
{
    public override string Name => $"Restarted{mode}";

    public override TimeSpan Lasts(Random chance) => TimeSpan.FromSeconds(chance.NextDouble() * 4);

    public override Task BeginAsync(Random chance) => database.Server.StopAsync(mode);

    public override Task EndAsync() => database.Server.StartAsync();
}

/// <summary>The network does something to connections.</summary>
internal sealed class Network(PostgresHistoryDatabase database, string what, Action<TcpProxy, Random> begin) : Fault
{
    public override string Name => what;

    public override TimeSpan Lasts(Random chance) => TimeSpan.FromSeconds(0.3 + (chance.NextDouble() * 3.5));

    public override Task BeginAsync(Random chance)
    {
        begin(database.Proxy, chance);
        return Task.CompletedTask;
    }

    public override Task EndAsync()
    {
        database.Proxy.Delay = TimeSpan.Zero;
        database.Proxy.Resume();
        return Task.CompletedTask;
    }
}

/// <summary>Others take all connections that the server has.</summary>
internal sealed class ConnectionsTaken(PostgresHistoryDatabase database) : Fault
{
    private readonly List<NpgsqlConnection> _taken = [];

    public override TimeSpan Lasts(Random chance) => TimeSpan.FromSeconds(0.5 + (chance.NextDouble() * 3));

    public override async Task BeginAsync(Random chance)
    {
        await using var mine = await database.Source.OpenConnectionAsync();
        await TakeAllAsync();

        // Whoever loses a session now does not get another.
        await using var command = mine.CreateCommand();
        command.CommandText = $"select pg_terminate_backend(pid) from pg_stat_activity where application_name = '{PostgresHistoryDatabase.ApplicationName}' and random() < 0.5";
        await command.ExecuteNonQueryAsync();
        await TakeAllAsync();
    }

    public override async Task EndAsync()
    {
        foreach (var connection in _taken) await connection.DisposeAsync();
        _taken.Clear();
    }

    private async Task TakeAllAsync()
    {
        var text = new NpgsqlConnectionStringBuilder(database.Direct) { Pooling = false }.ConnectionString;
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < TimeSpan.FromSeconds(2))
        {
            var connection = new NpgsqlConnection(text);
            try
            {
                await connection.OpenAsync();
                _taken.Add(connection);
            }
            catch (NpgsqlException)
            {
                await connection.DisposeAsync();
                return;
            }
        }
    }
}
