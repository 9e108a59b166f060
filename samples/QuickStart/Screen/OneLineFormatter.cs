using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace QuickStart.Screen;

/// <summary>
/// Logs one line per event, with what went wrong but without stack traces: those are stored with the jobs.
/// Failed attempts and jobs are left out: the progress counts them, and the summary says why.
/// </summary>
public sealed class OneLineFormatter() : ConsoleFormatter(nameof(OneLineFormatter))
{
    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        if (logEntry.EventId.Name is "AttemptFailed" or "JobFailed") return;
        var problem = logEntry.Exception is { } exception ? $" {exception.Message}" : "";
        var text = $"{logEntry.Formatter(logEntry.State, null)}{problem}".ReplaceLineEndings(" ");
        textWriter.WriteLine($"{ProgressLine.Erase}{Label(logEntry.LogLevel)}: {text}");
    }

    private static string Label(LogLevel level) => level switch
    {
        LogLevel.Warning => "warning",
        LogLevel.Error or LogLevel.Critical => "error",
        _ => "info",
    };
}
