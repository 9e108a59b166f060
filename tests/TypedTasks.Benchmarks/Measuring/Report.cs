using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TypedTasks.Benchmarks.Measuring;

/// <summary>Figures for machines on standard output, one JSON object per line; notes for people on standard error.</summary>
internal sealed class Report
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void Note(string text) => Console.Error.WriteLine(text);

    /// <summary>The median of each contender, in jobs per second, and what processor time a job cost.</summary>
    public void Throughput(string scenario, IReadOnlyDictionary<Contender, IReadOnlyList<Measured>> rounds, Contender limit)
    {
        foreach (var (contender, measured) in rounds)
        {
            Figure(scenario, contender.Name, Rate(measured), "jobs/s", Rate(rounds[limit]));
            Cpu(scenario, $"{contender.Name}, client CPU", measured, rounds[limit], cpu => cpu.Client);
            Cpu(scenario, $"{contender.Name}, server CPU", measured, rounds[limit], cpu => cpu.Server);
        }
    }

    /// <summary>Half and 99 % of each contender's samples are not slower than this, in milliseconds.</summary>
    public void Latency(string scenario, IReadOnlyDictionary<Contender, IReadOnlyList<Measured>> rounds, Contender limit)
    {
        var limits = Values(rounds[limit]);
        foreach (var (contender, measured) in rounds)
        {
            var values = Values(measured);
            Figure(scenario, $"{contender.Name}, p50", Statistics.Percentile(values, 0.5), "ms", Statistics.Percentile(limits, 0.5));
            Figure(scenario, $"{contender.Name}, p99", Statistics.Percentile(values, 0.99), "ms", Statistics.Percentile(limits, 0.99));
        }
    }

    /// <param name="scenario">The scenario's name.</param>
    /// <param name="figure">Who did what.</param>
    /// <param name="value">The measured value.</param>
    /// <param name="unit">Of value and limit.</param>
    /// <param name="limit">The same measured for a bare loop in this run; the ratio is value / limit.</param>
    public void Figure(string scenario, string figure, double value, string unit, double limit)
    {
        var ratio = value / limit;
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line, Options))
        {
            json.WriteStartObject();
            json.WriteString("scenario", scenario);
            json.WriteString("figure", figure);
            Write(json, "value", Readable(value));
            json.WriteString("unit", unit);
            Write(json, "limit", Readable(limit));
            Write(json, "ratio", Math.Round(ratio, 3));
            json.WriteEndObject();
        }

        Console.Out.WriteLine(Encoding.UTF8.GetString(line.ToArray()));
        Note($"{scenario,-14} {figure,-48} {Text(value),10} {unit,-7} {ratio,8:N3} of the limit");
    }

    // A run that was too short for anything to be done gives no number.
    private static void Write(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value)) json.WriteNumber(name, value);
        else json.WriteNull(name);
    }

    private void Cpu(string scenario, string figure, IReadOnlyList<Measured> measured, IReadOnlyList<Measured> limit, Func<CpuPerJob, double?> part)
    {
        var (values, limits) = (Parts(measured), Parts(limit));
        if (values.Length > 0 && limits.Length > 0) Figure(scenario, figure, Statistics.Median(values), "us/job", Statistics.Median(limits));

        double[] Parts(IReadOnlyList<Measured> rounds)
            => [.. rounds.Select(round => round.Cpu is { } cpu ? part(cpu) : null).OfType<double>()];
    }

    private static double Rate(IReadOnlyList<Measured> measured) => Statistics.Median(Values(measured));

    private static double[] Values(IReadOnlyList<Measured> measured) => [.. measured.SelectMany(round => round.Values)];

    public static string Text(double value) => value.ToString(value >= 100 ? "N0" : "N3", CultureInfo.InvariantCulture);

    private static double Readable(double value) => value >= 100 ? Math.Round(value) : Math.Round(value, 3);
}
