using Microsoft.Extensions.Hosting;

namespace TypedTasks.Hosting;

/// <summary>Runs the worker as long as the host runs.</summary>
internal sealed class WorkerHost(TaskWorker worker) : BackgroundService
{
    private readonly CancellationTokenSource hurry = new();

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        // The host's own patience (HostOptions.ShutdownTimeout) ends the worker's grace.
        using var registration = cancellationToken.Register(hurry.Cancel);
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
    }

    public override void Dispose()
    {
        hurry.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => worker.RunAsync(stoppingToken, hurry.Token);
}
