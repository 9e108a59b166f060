using System.Collections.Concurrent;

using Microsoft.Extensions.Logging;

namespace TypedTasks.Tests.Memory;

internal sealed class LogCollector : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<LogLine> lines = new();

    public IReadOnlyCollection<LogLine> Lines => lines;

    /// <summary>Called for each line; may throw.</summary>
    public Action<LogLine> Logging { get; set; } = _ => { };

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
        => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var line = new LogLine(logLevel, eventId.Id, formatter(state, exception), exception);
        lines.Enqueue(line);
        Logging(line);
    }

    public void Dispose()
    {
    }
}
