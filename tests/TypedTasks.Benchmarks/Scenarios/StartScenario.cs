using AotWorker.Tasks;
using Microsoft.Extensions.DependencyInjection;
using TypedTasks.Benchmarks.Measuring;
using TypedTasks.Benchmarks.Ours;

namespace TypedTasks.Benchmarks.Scenarios;

/// <summary>The native worker from its start to its first claim.</summary>
internal sealed class StartScenario : IScenario
{
    private const double MillisecondsAim = 100;
    private const double MegabytesAim = 40;
    private const double Megabyte = 1024 * 1024;

    public string Name => "start";

    public string Description => "the AOT sample: from the start of the process to its first claim by the database's clock, and its resident memory after that; limits: the aims of 100 ms and 40 MB";

    public async Task RunAsync(Rounds rounds, Report report)
    {
        report.Note("  publishing samples/AotWorker");
        using var native = await NativeWorker.PublishAsync();
        await using var database = await rounds.CreateDatabaseAsync();
        using var producer = OurHost.Build(database);
        await producer.StartAsync();
        var client = producer.Services.GetRequiredService<ITaskClient>();

        var milliseconds = new List<double>();
        var megabytes = new List<double>();
        for (var round = 0; round <= rounds.Count; round++)
        {
            var (time, memory) = await StartOnceAsync(native, database, client);
            report.Note($"  round {round} of {rounds.Count}: {time:N1} ms, {memory:N1} MB");
            if (round == 0) continue;
            milliseconds.Add(time);
            megabytes.Add(memory);
        }

        await producer.StopAsync();
        report.Figure(Name, "start to first claim", Statistics.Median(milliseconds), "ms", MillisecondsAim);
        report.Figure(Name, "resident memory", Statistics.Median(megabytes), "MB", MegabytesAim);
    }

    private static async Task<(double Milliseconds, double Megabytes)> StartOnceAsync(NativeWorker native, Database database, ITaskClient client)
    {
        var handle = await PlanDelivery.EnqueueAsync(
            client, new DateOnly(2026, 1, 1), new TimeOnly(9, 0), TimeSpan.FromHours(1), DateTimeOffset.UnixEpoch, DateTime.UnixEpoch, null,
            new Uri("https://example.com/1"), new Version(1, 0), 'A', [1]);
        var startedAt = await SqlText.AskAsync<DateTime>(database, "ours/read_clock");
        using var process = native.Start(database.ConnectionString);
        await handle.WaitAsync();
        await Task.Delay(TimeSpan.FromSeconds(1)); // until everything has run once
        process.Refresh();
        var memory = process.WorkingSet64 / Megabyte;
        var claimedAt = await SqlText.AskAsync<DateTime>(database, "ours/find_claim", handle.Id);
        process.Kill();
        await process.WaitForExitAsync();
        return ((claimedAt - startedAt).TotalMilliseconds, memory);
    }
}
