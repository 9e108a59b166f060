using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace TypedTasks.TestServer;

/// <summary>PgBouncer in transaction mode before a private server: each transaction may run in another session. It ends with the process that started it.</summary>
public sealed class PgBouncer : IAsyncDisposable
{
    // Its stdin ends when our process does, however it ends.
    private const string EndsWithUs = "\"$@\" >/dev/null 2>&1 & cat >/dev/null; kill -KILL $!; wait";

    private static readonly string[] Places = ["/usr/sbin/pgbouncer", "/usr/bin/pgbouncer", "/usr/local/bin/pgbouncer"];

    private readonly Process _process;

    private PgBouncer(Process process, int port) => (_process, Port) = (process, port);

    /// <summary>On 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>Starts it and waits until it answers.</summary>
    /// <param name="server">The server behind it.</param>
    /// <param name="sessions">How many sessions it opens per database and user.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidOperationException">It is not installed, or it does not answer.</exception>
    public static async Task<PgBouncer> StartAsync(PostgresServer server, int sessions = 10, CancellationToken cancellationToken = default)
    {
        var program = Places.FirstOrDefault(File.Exists) ?? throw new InvalidOperationException(
            "The tests run through PgBouncer too, but it was not found on this machine; run 'apt-get install pgbouncer'.");
        var port = FreePort();
        var settings = Path.Combine(server.Folder, "pgbouncer.ini");
        await File.WriteAllTextAsync(Path.Combine(server.Folder, "pgbouncer.users"), "\"postgres\" \"\"\n", cancellationToken);
        await File.WriteAllTextAsync(settings, Settings(server, port, sessions), cancellationToken);
        var words = ServerUser.Words(["setsid", "sh", "-c", EndsWithUs, "pooler", program, settings]);
        var pooler = new PgBouncer(Process.Start(Command.StartInfo(words)) ?? throw new InvalidOperationException("'setsid' did not start."), port);
        try
        {
            await pooler.WaitForAnswerAsync(server, cancellationToken);
            return pooler;
        }
        catch
        {
            await pooler.DisposeAsync();
            throw;
        }
    }

    /// <summary>The same database and user through the pooler.</summary>
    public string Through(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString) { Host = "127.0.0.1", Port = Port }.ConnectionString;

    /// <summary>Ends it.</summary>
    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static string Settings(PostgresServer server, int port, int sessions) => $"""
        [databases]
        * = host={server.Folder} port={server.Port}

        [pgbouncer]
        listen_addr = 127.0.0.1
        listen_port = {port}
        unix_socket_dir =
        auth_type = trust
        auth_file = {server.Folder}/pgbouncer.users
        pool_mode = transaction
        default_pool_size = {sessions}
        max_client_conn = 1000
        ignore_startup_parameters = extra_float_digits
        logfile = {server.Folder}/pgbouncer.log
        """;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task WaitForAnswerAsync(PostgresServer server, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        var text = new NpgsqlConnectionStringBuilder(Through(server.ConnectionString)) { Pooling = false };
        while (true)
        {
            try
            {
                await using var connection = new NpgsqlConnection(text.ConnectionString);
                await connection.OpenAsync(patience.Token);
                return;
            }
            catch (NpgsqlException problem) when (!_process.HasExited && !patience.IsCancellationRequested)
            {
                Debug.WriteLine(problem.Message); // it has not begun to listen
                await Task.Yield();
            }
            catch (OperationCanceledException problem)
            {
                throw new InvalidOperationException("PgBouncer did not answer within 60 seconds.", problem);
            }
        }
    }
}
