using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace TypedTasks.TestServer;

/// <summary>Stands between a client and a server on 127.0.0.1 and breaks their connections in the ways that networks do.</summary>
public sealed class TcpProxy : IAsyncDisposable
{
    private readonly ConcurrentDictionary<ProxiedConnection, Task> _connections = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly TcpListener _listener;
    private readonly Task _accepting;
    private readonly Dam _dam = new();
    private volatile int _targetPort;
    private volatile bool _refuses;
    private int _accepted;

    private TcpProxy(TcpListener listener, int targetPort)
    {
        (_listener, _targetPort) = (listener, targetPort);
        _accepting = Task.Run(AcceptAsync, CancellationToken.None);
    }

    /// <summary>Where clients connect, on 127.0.0.1.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How many connections clients have made so far, refused ones included.</summary>
    public int Accepted => Volatile.Read(ref _accepted);

    /// <summary>Where new connections lead: change it to fail over. Connections that are there stay where they are.</summary>
    public int TargetPort
    {
        get => _targetPort;
        set => _targetPort = value;
    }

    /// <summary>How long each piece of a conversation is held up, in both directions.</summary>
    public TimeSpan Delay
    {
        get => _dam.Delay;
        set => _dam.Delay = value;
    }

    /// <summary>Starts on a free port.</summary>
    /// <param name="targetPort">The server's port on 127.0.0.1.</param>
    public static TcpProxy Start(int targetPort)
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new TcpProxy(listener, targetPort);
    }

    /// <summary>Holds back every byte in both directions, of new connections too; nobody is told. <see cref="Resume"/> lets them through.</summary>
    public void Freeze() => _dam.Close();

    /// <summary>Lets held bytes and new connections through again.</summary>
    public void Resume()
    {
        _refuses = false;
        _dam.Open();
    }

    /// <summary>
    /// The server's side of every connection ends, as when its machine or a router loses power; clients are never told and what they send is swallowed.
    /// New connections are held back like those under <see cref="Freeze"/>.
    /// </summary>
    public void Vanish()
    {
        HalfOpen();
        Freeze();
    }

    /// <summary>As <see cref="Vanish"/>, but new connections work.</summary>
    /// <param name="chosen">Asked for each connection whether it is one of those; null for all.</param>
    public void HalfOpen(Func<bool>? chosen = null)
    {
        foreach (var connection in Chosen(chosen)) connection.LoseServer();
    }

    /// <summary>Clients hear that the server has said its last; what they send still reaches it.</summary>
    /// <param name="chosen">Asked for each connection whether it is one of those; null for all.</param>
    public void HalfClose(Func<bool>? chosen = null)
    {
        foreach (var connection in Chosen(chosen)) connection.SilenceServer();
    }

    /// <summary>Ends every connection with a reset on both sides.</summary>
    /// <param name="chosen">Asked for each connection whether it is one of those; null for all.</param>
    public void Cut(Func<bool>? chosen = null)
    {
        foreach (var connection in Chosen(chosen)) connection.Dispose();
    }

    /// <summary>Ends every connection, and new ones at once, until <see cref="Resume"/>.</summary>
    public void Refuse()
    {
        _refuses = true;
        Cut();
    }

    /// <summary>Ends all connections.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Dispose();
        Cut();
        await _accepting;
        await Task.WhenAll(_connections.Values);
        _stopping.Dispose();
    }

    private IEnumerable<ProxiedConnection> Chosen(Func<bool>? chosen) => _connections.Keys.Where(_ => chosen?.Invoke() ?? true);

    private async Task AcceptAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                Accept(await _listener.AcceptSocketAsync(_stopping.Token));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // Stopped, or a client that left before it was accepted.
            }
        }
    }

    private void Accept(Socket client)
    {
        Interlocked.Increment(ref _accepted);
        var connection = new ProxiedConnection(client, _dam, _stopping.Token);
        if (_refuses)
        {
            connection.Dispose();
            return;
        }

        _connections[connection] = Task.CompletedTask;
        var run = Task.Run(() => RunAsync(connection), CancellationToken.None);
        _connections.TryUpdate(connection, run, Task.CompletedTask);
    }

    private async Task RunAsync(ProxiedConnection connection)
    {
        await connection.RunAsync(() => TargetPort);
        _connections.TryRemove(connection, out _);
    }
}
