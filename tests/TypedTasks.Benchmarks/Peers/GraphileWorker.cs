using System.Text.Json;
using TypedTasks.Benchmarks.Measuring;

namespace TypedTasks.Benchmarks.Peers;

/// <summary>graphile-worker from npm, in a process of its own.</summary>
internal sealed class GraphileWorker
{
    private readonly Node _node;

    private GraphileWorker(Node node) => _node = node;

    /// <returns>Null, after a note that says why, if this machine can't run it.</returns>
    public static async Task<GraphileWorker?> InstallAsync(Report report)
        => await Node.InstallAsync("graphile-worker", report) is { } node ? new GraphileWorker(node) : null;

    /// <summary>Drains a backlog.</summary>
    /// <param name="database">Where.</param>
    /// <param name="jobs">How many jobs.</param>
    /// <param name="settings"><c>default</c>, or <c>fastest</c>: those of its documentation's page on performance.</param>
    /// <returns>Jobs per second, and the processor time of its process.</returns>
    public async Task<Measured> DrainAsync(Database database, int jobs, string settings)
    {
        var output = await _node.RunAsync(database, "drain.mjs", jobs.ToString(System.Globalization.CultureInfo.InvariantCulture), settings);
        using var measured = JsonDocument.Parse(output);
        var milliseconds = measured.RootElement.GetProperty("milliseconds").GetDouble();
        var cpu = measured.RootElement.GetProperty("cpuMicroseconds").GetDouble();
        return new Measured([jobs * 1000 / milliseconds], new CpuPerJob(cpu / jobs, Server: null));
    }
}
