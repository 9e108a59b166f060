using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using TypedTasks.Benchmarks.Measuring;

namespace TypedTasks.Benchmarks.Ours;

/// <summary>Many worker processes on one queue that is mostly empty.</summary>
internal sealed class OurFleet : IAsyncDisposable
{
    // Each process compiles what it runs a second time after some 30 calls; 64 that do it at once would be what is measured.
    private const int WarmUps = 100;

    private readonly Database _database;
    private readonly List<WorkerProcess> _workers = [];
    private readonly Channel<long> _starts = Channel.CreateUnbounded<long>();

    private OurFleet(Database database) => _database = database;

    public static async Task<OurFleet> StartAsync(Database database, int processes)
    {
        var fleet = new OurFleet(database);
        for (var i = 0; i < processes; i++)
        {
            var worker = await WorkerProcess.StartAsync(("postgres", database.ConnectionString), slots: 16);
            fleet._workers.Add(worker);
            _ = fleet.ListenAsync(worker);
        }

        return fleet;
    }

    /// <returns>Seconds of the server's processor time per second.</returns>
    public async Task<double> MeasureIdleAsync(TimeSpan duration)
    {
        var meter = _database.StartMeter();
        await Task.Delay(duration);
        return (meter.ReadServer(1) ?? double.NaN) / duration.TotalMicroseconds;
    }

    /// <returns>Milliseconds from the call of EnqueueAsync to the first instruction of the task, per sample.</returns>
    public async Task<double[]> MeasureLatencyAsync(int samples, TimeSpan pause)
    {
        using var producer = OurHost.Build(_database);
        await producer.StartAsync();
        var client = producer.Services.GetRequiredService<ITaskClient>();
        var measured = new double[samples];
        for (var i = -WarmUps; i < samples; i++)
        {
            await Task.Delay(pause);
            var started = Stopwatch.GetTimestamp();
            await TellStart.EnqueueAsync(client, i);
            var milliseconds = Stopwatch.GetElapsedTime(started, await _starts.Reader.ReadAsync()).TotalMilliseconds;
            if (i >= 0) measured[i] = milliseconds;
        }

        await producer.StopAsync();
        return measured;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in _workers) await worker.DisposeAsync();
    }

    // The clock of timestamps is the system's, the same in all processes.
    private async Task ListenAsync(WorkerProcess worker)
    {
        while (await worker.Output.ReadLineAsync() is { } line)
            _starts.Writer.TryWrite(long.Parse(line.AsSpan(line.IndexOf(' ') + 1), CultureInfo.InvariantCulture));
    }
}
