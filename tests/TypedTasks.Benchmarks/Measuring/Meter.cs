using System.Diagnostics;

namespace TypedTasks.Benchmarks.Measuring;

/// <summary>Wall clock and processor time of one stretch of work.</summary>
internal sealed class Meter
{
    private readonly ServerProcesses? _server;
    private readonly TimeSpan? _serverBefore;
    private readonly TimeSpan _clientBefore = Environment.CpuUsage.TotalTime;
    private readonly long _started;

    public Meter(ServerProcesses? server)
    {
        _server = server;
        _serverBefore = server?.ReadCpu();
        _started = Stopwatch.GetTimestamp();
    }

    /// <returns>The rate, and the processor time of this process and the server.</returns>
    public Measured Stop(int jobs)
    {
        var elapsed = Stopwatch.GetElapsedTime(_started);
        var client = Environment.CpuUsage.TotalTime - _clientBefore;
        return new Measured([jobs / elapsed.TotalSeconds], new CpuPerJob(client.TotalMicroseconds / jobs, ReadServer(jobs)));
    }

    /// <summary>Microseconds of the server's processor time per job so far; null when they can't be seen from here.</summary>
    public double? ReadServer(int jobs) => (_server?.ReadCpu() - _serverBefore)?.TotalMicroseconds / jobs;
}
