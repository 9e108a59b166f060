using Npgsql;

namespace TypedTasks.TestServer;

/// <summary>A private PostgreSQL in a temporary folder, reached over a Unix socket there. It ends with the process that started it,
/// however that ends, and its folder with it.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private readonly PostgresBinaries _binaries;
    private readonly ServerFolder _folder;
    private readonly Guard _guard;
    private readonly ServerSettings _settings;
    private readonly PostgresServerOptions _options;

    private PostgresServer(PostgresBinaries binaries, ServerFolder folder, Guard guard, ServerSettings settings, PostgresServerOptions options)
    {
        _binaries = binaries;
        _folder = folder;
        _guard = guard;
        _settings = settings;
        _options = options;
        ConnectionString = Connection(folder.Path, "postgres");
        TcpConnectionString = options.Tcp ? Connection("127.0.0.1", "postgres") : null;
    }

    /// <summary>Superuser of database <c>postgres</c> over the Unix socket; a pool has at most 40 of the server's 200 connections.</summary>
    public string ConnectionString { get; }

    /// <summary>The same over TCP, or null when the server was started without <see cref="PostgresServerOptions.Tcp"/>.</summary>
    public string? TcpConnectionString { get; }

    /// <summary>The number in the socket's name and, with <see cref="PostgresServerOptions.Tcp"/>, the TCP port.</summary>
    public int Port => _settings.Port;

    /// <summary>Holds the socket, the folder <c>data</c> and the file <c>log</c>.</summary>
    public string Folder => _folder.Path;

    /// <summary>What the server logged so far.</summary>
    public string ReadLog() => File.Exists(_folder.Log) ? File.ReadAllText(_folder.Log) : "";

    /// <summary>Creates and starts a server; takes about a second the first time in a process, then a third of that.</summary>
    /// <exception cref="PostgresNotInstalledException">This machine has no PostgreSQL server programs.</exception>
    /// <exception cref="InvalidOperationException">The server did not start; the message carries its log.</exception>
    public static Task<PostgresServer> CreateAsync(PostgresServerOptions? options = null, CancellationToken cancellationToken = default) =>
        CreateFilledAsync(options ?? PostgresServerOptions.ForTests, Template.CopyToAsync, cancellationToken);

    /// <summary>
    /// Creates a standby that follows this server and can be read from; <c>select pg_promote()</c> there makes it a primary.
    /// This server is stopped meanwhile and started again.
    /// </summary>
    /// <exception cref="InvalidOperationException">This server was started without <see cref="PostgresServerOptions.Tcp"/>.</exception>
    public async Task<PostgresServer> CreateStandbyAsync(CancellationToken cancellationToken = default)
    {
        if (TcpConnectionString is null) throw new InvalidOperationException($"A standby follows over TCP; start its primary with {nameof(PostgresServerOptions.Tcp)}.");

        var primary = $"host=127.0.0.1 port={Port} user=postgres";
        var options = _options with { Settings = new Dictionary<string, string>(_options.Settings) { ["primary_conninfo"] = primary } };
        await StopAsync(cancellationToken: cancellationToken);
        try
        {
            return await CreateFilledAsync(options, CopyAsStandbyAsync, cancellationToken);
        }
        finally
        {
            await StartAsync(cancellationToken);
        }
    }

    /// <summary>Starts it again after <see cref="StopAsync"/> or a crash, with the same data and address.</summary>
    /// <exception cref="InvalidOperationException">It runs already, or it did not start; the message carries its log.</exception>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await PgCtlAsync(["start", "-w", "-t", "60", "-s", "-l", _folder.Log], cancellationToken);
        }
        catch (InvalidOperationException e)
        {
            throw new InvalidOperationException($"The private PostgreSQL did not start. {e.Message}\nIts log:\n{ReadLog()}", e);
        }
    }

    /// <summary>Stops it; the folder stays.</summary>
    /// <exception cref="InvalidOperationException">It does not run.</exception>
    public Task StopAsync(StopMode mode = StopMode.Fast, CancellationToken cancellationToken = default) =>
        PgCtlAsync(["stop", "-w", "-t", "60", "-s", "-m", mode == StopMode.Fast ? "fast" : "immediate"], cancellationToken);

    public async Task RestartAsync(StopMode mode = StopMode.Fast, CancellationToken cancellationToken = default)
    {
        await StopAsync(mode, cancellationToken);
        await StartAsync(cancellationToken);
    }

    /// <summary>A schema name that no other test uses.</summary>
    public static string CreateSchemaName() => UniqueName("schema");

    /// <summary>Creates an empty database of its own and returns its connection string.</summary>
    public async Task<string> CreateDatabaseAsync(CancellationToken cancellationToken = default)
    {
        var name = UniqueName("database");
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand($"create database {name}", connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
        return Connection(Folder, name);
    }

    /// <summary>Stops the server and removes its folder.</summary>
    public async ValueTask DisposeAsync()
    {
        await _guard.ReleaseAsync();
        _guard.Dispose();
        _folder.Dispose();
    }

    private static string UniqueName(string prefix) => $"{prefix}_{Guid.NewGuid():n}"[..(prefix.Length + 13)];

    private static async Task<PostgresServer> CreateFilledAsync(
        PostgresServerOptions options, Func<string, CancellationToken, Task> fill, CancellationToken cancellationToken)
    {
        var binaries = PostgresBinaries.Find();
        ServerFolder.RemoveAbandoned();
        var folder = await ServerFolder.CreateAsync(cancellationToken);
        var server = new PostgresServer(binaries, folder, Guard.Start(folder.Path), new ServerSettings(options, folder.Path), options);
        try
        {
            await fill(folder.Data, cancellationToken);
            await File.AppendAllTextAsync(Path.Combine(folder.Data, "postgresql.conf"), server._settings.ToString(), cancellationToken);
            await server.StartAsync(cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    private async Task CopyAsStandbyAsync(string folder, CancellationToken cancellationToken)
    {
        await ServerUser.RunAsync(["cp", "-a", _folder.Data, folder], cancellationToken);
        await ServerUser.RunAsync(["touch", Path.Combine(folder, "standby.signal")], cancellationToken);
    }

    private Task<string> PgCtlAsync(string[] words, CancellationToken cancellationToken) =>
        ServerUser.RunAsync([_binaries.PgCtl, .. words, "-D", _folder.Data], cancellationToken);

    private string Connection(string host, string database) => new NpgsqlConnectionStringBuilder
    {
        Host = host,
        Port = _settings.Port,
        Username = "postgres",
        Database = database,
        MaxPoolSize = 40,
        IncludeErrorDetail = true,
    }.ConnectionString;
}
