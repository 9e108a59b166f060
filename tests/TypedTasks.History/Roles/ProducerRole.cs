using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;

namespace TypedTasks.History.Roles;

/// <summary>Enqueues in every way there is until it is told to end, or dies.</summary>
internal static class ProducerRole
{
    public static async Task RunAsync(RoleOptions options)
    {
        using var stop = new Stop();
        using var log = options.OpenLog();
        var time = new SkewedTime(options.ClockAhead);
        var builder = RoleHost.Create(() => options.Database.OpenStorage(time), options.Database.OpenSource, log, time);
        using var host = builder.Build();
        await host.StartAsync(stop.Token);
        var producer = new Producer(host.Services.GetRequiredService<ITaskClient>(), host.Services.GetRequiredService<DbDataSource>(), log, new Random(options.Seed));
        var pause = TimeSpan.FromMilliseconds(options.Number("pause", 20));
        while (!stop.Token.IsCancellationRequested)
        {
            if (options.Get("line", "") is { Length: > 0 } line) await producer.StandInLineAsync(line);
            else await producer.EnqueueAsync();
            await Task.Delay(pause, time, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await host.StopAsync(CancellationToken.None);
    }
}
