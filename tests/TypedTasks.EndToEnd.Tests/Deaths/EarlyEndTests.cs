using System.Net;
using System.Net.Sockets;

namespace TypedTasks.EndToEnd.Tests.Deaths;

/// <summary>A worker process that is told to end before it could begin.</summary>
public sealed class EarlyEndTests
{
    private readonly CancellationToken _limit = TimeLimit.Create();

    [Fact]
    public async Task Told_to_end_while_it_waits_for_its_database_it_ends_like_any_other()
    {
        using var mute = new TcpListener(IPAddress.Loopback, 0);
        mute.Start();
        var port = ((IPEndPoint)mute.LocalEndpoint).Port;
        await using var worker = new SupervisedWorker(["postgres", $"Host=127.0.0.1;Port={port};Username=shop;Database=shop;Timeout=300"]);
        using var asked = await mute.AcceptTcpClientAsync(_limit);

        Assert.Equal(0, await worker.StopAsync(_limit));

        Assert.False(worker.HasSaid("Exception"), worker.Output);
    }
}
