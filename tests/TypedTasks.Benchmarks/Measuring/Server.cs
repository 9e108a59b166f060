using Npgsql;
using TypedTasks.TestServer;

namespace TypedTasks.Benchmarks.Measuring;

/// <summary>The PostgreSQL that everything in one run is measured on: a private one, or the one the caller names.</summary>
internal sealed class Server : IAsyncDisposable
{
    /// <summary>Defaults otherwise, but room for the connections of many processes; commits reach the disk.</summary>
    private static readonly PostgresServerOptions PrivateServer = new()
    {
        Durable = true,
        Settings = new Dictionary<string, string> { ["shared_buffers"] = "1GB", ["max_connections"] = "600" },
    };

    private readonly PostgresServer? _own;
    private readonly NpgsqlDataSource _maintenance;
    private readonly string _connectionString;
    private readonly ServerProcesses? _processes;

    private Server(PostgresServer? own, string connectionString)
    {
        _own = own;
        _connectionString = connectionString;
        _processes = own is null ? null : ServerProcesses.Find(own.Folder);
        _maintenance = NpgsqlDataSource.Create(connectionString);
    }

    public static async Task<Server> StartAsync(string? connectionString)
    {
        if (connectionString is not null) return new Server(null, connectionString);
        var own = await PostgresServer.CreateAsync(PrivateServer);
        return new Server(own, own.ConnectionString);
    }

    /// <summary>Which server it is and the settings that decide about speed.</summary>
    public async Task<string> DescribeAsync()
    {
        string[] settings = ["server_version", "shared_buffers", "fsync", "synchronous_commit", "max_wal_size"];
        var words = new List<string>();
        foreach (var setting in settings)
        {
            await using var command = _maintenance.CreateCommand("select current_setting($1)");
            command.Parameters.Add(new() { Value = setting });
            words.Add($"{setting} {await command.ExecuteScalarAsync()}");
        }

        return $"{(_own is null ? "given" : "private")} PostgreSQL: {string.Join(", ", words)}";
    }

    /// <summary>An empty database; disposing it drops it.</summary>
    public async Task<Database> CreateDatabaseAsync()
    {
        var name = $"benchmark_{Guid.NewGuid():n}"[..24];
        await ExecuteAsync($"create database {name}");
        var connectionString = new NpgsqlConnectionStringBuilder(_connectionString) { Database = name, MaxPoolSize = 100, Timeout = 30 }.ConnectionString;
        return new Database(connectionString, _processes, () => ExecuteAsync($"drop database {name} with (force)"));
    }

    public async ValueTask DisposeAsync()
    {
        await _maintenance.DisposeAsync();
        if (_own is not null) await _own.DisposeAsync();
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = _maintenance.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
