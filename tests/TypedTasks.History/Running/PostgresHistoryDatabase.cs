using System.Data.Common;
using Npgsql;
using TypedTasks.Postgres;
using TypedTasks.Storage;
using TypedTasks.TestServer;

namespace TypedTasks.History.Running;

/// <summary>A PostgreSQL of the run's own; its processes reach it through a proxy.</summary>
internal sealed class PostgresHistoryDatabase : HistoryDatabase
{
    /// <summary>The name of the processes' sessions.</summary>
    public const string ApplicationName = "history";

    private readonly string _direct;

    private PostgresHistoryDatabase(PostgresServer server, string direct)
    {
        Server = server;
        _direct = direct;
        Proxy = TcpProxy.Start(server.Port);
        
        // No pool: after a restart it would hand out dead connections.
        Source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(direct) { Pooling = false });
        Address = new DatabaseAddress("postgres", new NpgsqlConnectionStringBuilder(direct)
        {
            Host = "127.0.0.1",
            Port = Proxy.Port,
            ApplicationName = ApplicationName,
            MaxPoolSize = 12,
            Timeout = 3,
        }.ConnectionString);
    }

    public PostgresServer Server { get; }

    public TcpProxy Proxy { get; }

    public override DbDataSource Source { get; }

    public override DatabaseAddress Address { get; }

    public override string WorkerTable => "typed_tasks.worker";

    /// <summary>A connection string that does not go through the proxy.</summary>
    public string Direct => _direct;

    public static async Task<HistoryDatabase> CreateAsync(CancellationToken cancellationToken)
    {
        // A commit outlives the server's processes (not the machine): the run restarts it as after a crash.
        var settings = new Dictionary<string, string> { ["synchronous_commit"] = "on", ["max_connections"] = "80" };
        var server = await PostgresServer.CreateAsync(new PostgresServerOptions { Tcp = true, Settings = settings }, cancellationToken);
        return new PostgresHistoryDatabase(server, await server.CreateDatabaseAsync(cancellationToken));
    }

    public override IStorage OpenStorage() => new PostgresStorage(_direct);

    public override async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await Proxy.DisposeAsync();
        await Server.DisposeAsync();
    }
}
