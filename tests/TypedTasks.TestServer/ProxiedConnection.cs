using System.Net;
using System.Net.Sockets;

namespace TypedTasks.TestServer;

/// <summary>One client's connection through a <see cref="TcpProxy"/>.</summary>
internal sealed class ProxiedConnection(Socket client, Dam dam, CancellationToken stopping) : IDisposable
{
    private readonly Socket _server = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private volatile bool _serverLost;

    /// <summary>Passes bytes until both sides have ended.</summary>
    public async Task RunAsync(Func<int> targetPort)
    {
        try
        {
            client.NoDelay = true;
            await dam.WaitAsync(stopping);
            await _server.ConnectAsync(IPAddress.Loopback, targetPort(), stopping);
            await Task.WhenAll(PassAsync(client, _server), PassAsync(_server, client));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Stopped, reset, or the target does not answer: the client hears of it below.
        }

        Dispose();
    }

    /// <summary>The server's side ends; the client's stays, and nothing answers it any more.</summary>
    public void LoseServer()
    {
        _serverLost = true;
        _server.Dispose();
    }

    /// <summary>The client's side reads an end; what it sends goes on to the server.</summary>
    public void SilenceServer()
    {
        try
        {
            client.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Closed already.
        }
    }

    /// <summary>Resets both sides.</summary>
    public void Dispose()
    {
        Reset(client);
        Reset(_server);
    }

    private static void Reset(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Closed already.
        }

        socket.Dispose();
    }

    private async Task PassAsync(Socket from, Socket to)
    {
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var count = await ReceiveAsync(from, buffer);
            await dam.WaitAsync(stopping);
            if (_serverLost)
            {
                if (from == _server) return;
                if (count == 0) throw new SocketException((int)SocketError.ConnectionReset); // the client gave up too
                continue;
            }

            if (count == 0)
            {
                to.Shutdown(SocketShutdown.Send);
                return;
            }

            await SendAsync(to, buffer.AsMemory(0, count));
        }
    }

    private async Task SendAsync(Socket to, ReadOnlyMemory<byte> bytes)
    {
        try
        {
            await to.SendAsync(bytes, stopping);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException && _serverLost && to == _server)
        {
            // Lost just now: swallowed like all that follows.
        }
    }

    private async Task<int> ReceiveAsync(Socket from, byte[] buffer)
    {
        try
        {
            return await from.ReceiveAsync(buffer, stopping);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException && _serverLost && from == _server)
        {
            return 0;
        }
    }
}
