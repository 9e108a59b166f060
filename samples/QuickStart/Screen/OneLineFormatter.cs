using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace QuickStart.Screen;

/// <summary>Logs one line per event, with what went wrong but without stack traces: those are stored with the jobs.</summary>
public sealed class OneLineFormatter() : ConsoleFormatter(nameof(OneLineFormatter))
{
    public override void Write<TState>(in LogEntry<TState> entry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var problem = entry.Exception is { } exception ? $" {exception.Message}" : "";
        var text = $"{entry.Formatter(entry.State, null)}{problem}".ReplaceLineEndings(" ");
        textWriter.WriteLine($"{ProgressLine.Erase}{Label(entry.LogLevel)}: {text}");
    }

    private static string Label(LogLevel level) => level switch
    {
        LogLevel.Warning => "warning",
        LogLevel.Error or LogLevel.Critical => "error",
        _ => "info",
    };
}
