using System.Diagnostics;

namespace TypedTasks.History.Running;

/// <summary>Runs with one seed after the other, for those who want to know more than two minutes can tell.</summary>
internal static class LongRun
{
    private static readonly TimeSpan One = TimeSpan.FromMinutes(5);

    /// <param name="duration">How long in all; each run takes five minutes of it.</param>
    /// <param name="database"><c>postgres</c> or <c>sqlite</c>.</param>
    /// <param name="seed">Of the first run; null for a new one. The next ones count up.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(TimeSpan duration, string database, int? seed)
    {
        using var interrupted = new CancellationTokenSource();
        Console.CancelKeyPress += (_, press) =>
        {
            press.Cancel = true;
            interrupted.Cancel();
        };
        var watch = Stopwatch.StartNew();
        for (var next = seed ?? (int)(Stopwatch.GetTimestamp() % 1_000_000); ; next++)
        {
            var left = duration - watch.Elapsed;
            var folder = Path.Combine("artifacts", "history", $"{database}-{next}");
            Console.WriteLine($"== {database}, seed {next}");
            var options = new RunOptions { Seed = next, Duration = left < One ? left : One, Database = database, Folder = Path.GetFullPath(folder) };
            var result = await HistoryRun.RunAsync(options, interrupted.Token);
            Console.WriteLine(result.Report());
            if (result.Violations.Count > 0) return 1;
            if (watch.Elapsed >= duration) return 0;
        }
    }
}
