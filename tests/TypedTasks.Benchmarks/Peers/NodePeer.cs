using System.Globalization;
using System.Text.Json;
using TypedTasks.Benchmarks.Measuring;

namespace TypedTasks.Benchmarks.Peers;

/// <summary>
/// A queue from npm, in a process of its own. Its scripts are drain.mjs, enqueue.mjs and latency.mjs; each prints the line <c>started</c> when the measured
/// stretch begins, and at its end a line of JSON: jobs, milliseconds and cpuMicroseconds, or samples.
/// </summary>
internal sealed class NodePeer
{
    private readonly Node _node;

    private NodePeer(string name, Node node) => (Name, _node) = (name, node);

    public string Name { get; }

    /// <returns>Those that this machine can run; a note says why another can't.</returns>
    public static async Task<IReadOnlyList<NodePeer>> InstallAllAsync(Report report)
    {
        List<NodePeer> peers = [];
        foreach (var name in (string[])["graphile-worker", "pg-boss"])
        {
            if (await Node.InstallAsync(name, report) is { } node) peers.Add(new NodePeer(name, node));
        }

        return peers;
    }

    /// <summary>Drains a backlog.</summary>
    /// <param name="database">Where.</param>
    /// <param name="jobs">How many jobs.</param>
    /// <param name="settings"><c>default</c>, or <c>fastest</c>: the fastest that its documentation offers.</param>
    /// <returns>Jobs per second, and the processor time per job.</returns>
    public Task<Measured> DrainAsync(Database database, int jobs, string settings) => MeasureAsync(database, "drain.mjs", Text(jobs), settings);

    /// <summary>Stores jobs: so many callers, each so many jobs at a time.</summary>
    /// <returns>Jobs per second, and the processor time per job.</returns>
    public Task<Measured> EnqueueAsync(Database database, int callers, int atATime, TimeSpan duration)
        => MeasureAsync(database, "enqueue.mjs", Text(callers), Text(atATime), Text((int)duration.TotalMilliseconds));

    /// <returns>Milliseconds from the call that stores a job to its start in a worker that waits, per sample.</returns>
    public Task<Measured> LatencyAsync(Database database, int samples, TimeSpan pause, string settings)
        => MeasureAsync(database, "latency.mjs", Text(samples), Text((int)pause.TotalMilliseconds), settings);

    private async Task<Measured> MeasureAsync(Database database, params string[] words)
    {
        Meter? meter = null;
        Measured? measured = null;
        await _node.RunAsync(database, Take, words);
        return measured ?? throw new InvalidOperationException($"{Name}: {words[0]} printed no figures.");

        void Take(string line)
        {
            if (line == "started") meter = database.StartMeter();
            else if (line.StartsWith('{')) measured = Read(line, meter);
        }
    }

    private static Measured Read(string line, Meter? meter)
    {
        using var figures = JsonDocument.Parse(line);
        var root = figures.RootElement;
        if (root.TryGetProperty("samples", out var samples)) return new Measured([.. samples.EnumerateArray().Select(sample => sample.GetDouble())]);

        var jobs = root.GetProperty("jobs").GetInt32();
        var client = root.GetProperty("cpuMicroseconds").GetDouble() / jobs;
        return new Measured([jobs * 1000 / root.GetProperty("milliseconds").GetDouble()], new CpuPerJob(client, meter?.ReadServer(jobs)));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
