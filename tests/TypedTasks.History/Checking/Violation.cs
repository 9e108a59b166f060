using System.Text;
using TypedTasks.History.Events;

namespace TypedTasks.History.Checking;

/// <summary>A rule that a history breaks.</summary>
/// <param name="Rule">The rule's name.</param>
/// <param name="Message">Which job, and what is wrong with it.</param>
/// <param name="Events">What was seen of it.</param>
public sealed record Violation(string Rule, string Message, IReadOnlyList<HistoryEvent> Events)
{
    /// <summary>The whole report: rule, job, events.</summary>
    public string Report()
    {
        var text = new StringBuilder().Append(Rule).Append(": ").Append(Message).Append('\n');
        var start = Events.Count == 0 ? 0 : Events[0].AskedAt ?? Events[0].At;
        foreach (var seen in Events) text.Append(Line(seen, start)).Append('\n');
        return text.ToString();
    }

    private static string Line(HistoryEvent seen, long start)
    {
        var line = new StringBuilder($"  {(seen.At - start) / 1e6,10:F1} ms  {seen.Process,-14} {seen.Kind,-18}");
        if (seen.AskedAt is { } asked) line.Append($" asked {(seen.At - asked) / 1e6:F1} ms before");
        if (seen.Job is { } job) line.Append($" job {job}");
        if (seen.Claims is { } claims) line.Append($" claim {claims}");
        if (seen.Attempt is { } attempt) line.Append($" attempt {attempt}");
        if (seen.Crashes is { } crashes) line.Append($" crashes {crashes}");
        if (seen.WorkerId is { } worker) line.Append($" worker {worker}");
        if (seen.Outcome is { } outcome) line.Append($" {outcome}");
        if (seen.Text is { } text) line.Append($" \"{text}\"");
        return line.ToString();
    }
}
