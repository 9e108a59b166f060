using System.Diagnostics;

namespace TypedTasks.Benchmarks.Measuring;

/// <summary>Measures contenders in turn, so that the moods of the machine meet all of them.</summary>
internal sealed class Rounds(Server? server, Report report, int count, Sizes sizes)
{
    /// <summary>How much to measure.</summary>
    public Sizes Sizes => sizes;

    /// <summary>How many rounds are counted.</summary>
    public int Count => count;

    /// <summary>One round to warm up, which is thrown away, then the counted ones; every second round runs backwards.</summary>
    /// <returns>What the counted rounds gave, per contender.</returns>
    public async Task<IReadOnlyDictionary<Contender, IReadOnlyList<Measured>>> MeasureAsync(IReadOnlyList<Contender> contenders)
    {
        var values = contenders.ToDictionary(contender => contender, _ => new List<Measured>());
        for (var round = 0; round <= count; round++)
        {
            foreach (var contender in round % 2 == 0 ? contenders : contenders.Reverse())
            {
                var measured = await MeasureOnceAsync(contender, round);
                if (round > 0) values[contender].Add(measured);
            }
        }

        return values.ToDictionary(pair => pair.Key, IReadOnlyList<Measured> (pair) => pair.Value);
    }

    /// <summary>An empty database that outlives a round, for tables that take long to fill; the caller disposes it.</summary>
    public Task<Database> CreateDatabaseAsync()
        => server?.CreateDatabaseAsync() ?? throw new InvalidOperationException("The scenario says that it needs no server, but asks for a database.");

    private async Task<Measured> MeasureOnceAsync(Contender contender, int round)
    {
        var started = Stopwatch.GetTimestamp();
        await using var database = await CreateDatabaseAsync();
        var measured = await contender.MeasureAsync(database);
        var (name, median, seconds) = (contender.Name, Report.Text(Statistics.Median(measured.Values)), Stopwatch.GetElapsedTime(started).TotalSeconds);
        report.Note($"  round {round} of {count} {(round == 0 ? "(warm-up)" : ""),-10} {name,-44} {median,10}   ({seconds:N1} s with set-up)");
        return measured;
    }
}
