using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace TypedTasks.TestServer;

/// <summary>The postgresql.conf of one server.</summary>
internal sealed class ServerSettings
{
    public const int DefaultPort = 5432;

    private readonly Dictionary<string, string> _values;

    public ServerSettings(PostgresServerOptions options, string socketFolder)
    {
        Port = options.Tcp ? FreePort() : DefaultPort;
        var durable = options.Durable ? "on" : "off";
        _values = new Dictionary<string, string>
        {
            ["listen_addresses"] = options.Tcp ? "127.0.0.1" : "",
            ["port"] = Port.ToString(CultureInfo.InvariantCulture),
            ["unix_socket_directories"] = socketFolder,
            ["max_connections"] = "200",
            ["shared_buffers"] = "128MB",
            ["fsync"] = durable,
            ["synchronous_commit"] = durable,
            ["full_page_writes"] = durable,
            ["timezone"] = "UTC",
            ["log_timezone"] = "UTC",
        };
        foreach (var (name, value) in options.Settings)
            _values[name] = value;
    }

    public int Port { get; }

    public override string ToString() =>
        string.Concat(_values.Select(setting => $"{setting.Key} = '{setting.Value.Replace("'", "''", StringComparison.Ordinal)}'\n"));

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
