using TypedTasks.History.Checking;

namespace TypedTasks.History.Running;

/// <summary>What came of a run.</summary>
/// <param name="Options">What was run.</param>
/// <param name="History">What was seen.</param>
/// <param name="Violations">The rules that were broken.</param>
public sealed record RunResult(RunOptions Options, RecordedHistory History, IReadOnlyList<Violation> Violations)
{
    /// <summary>The report, with what it takes to run it again.</summary>
    public string Report()
    {
        var counts = string.Join(", ", History.Events.CountBy(static seen => seen.Kind).OrderBy(static count => count.Key).Select(static count => $"{count.Value} {count.Key}"));
        var states = string.Join(", ", History.Final.Jobs.CountBy(static job => job.State).OrderBy(static count => count.Key).Select(static count => $"{count.Value} {count.Key}"));
        var head = $"{Options.Database}, seed {Options.Seed}, {Options.Duration.TotalSeconds:F0} s: {History.Jobs.Count} jobs ({states}); {counts}.";
        return Violations.Count == 0
            ? $"{head}\nNo rule was broken."
            : $"{head}\n{Violations.Count} times a rule was broken; the history is in {Options.Folder}.\n\n{string.Join('\n', Violations.Take(20).Select(static violation => violation.Report()))}";
    }
}
