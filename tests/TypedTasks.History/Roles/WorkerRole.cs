
namespace TypedTasks.History.Roles;

/// <summary>Runs jobs until it is told to end, or dies.</summary>
internal static class WorkerRole
{
    public static async Task RunAsync(RoleOptions options)
    {
        using var stop = new Stop();
        using var log = options.OpenLog();
        var time = new SkewedTime(options.ClockAhead);
        var builder = RoleHost.Create(() => options.Database.OpenStorage(time), options.Database.OpenSource, log, time);
        RoleHost.AddWorker(builder, options.Name, options.Queues.Split(','), options.Concurrency);
        using var host = builder.Build();
        await host.StartAsync(stop.Token);
        await Task.Delay(Timeout.InfiniteTimeSpan, time, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await host.StopAsync(CancellationToken.None);
    }
}
