using System.Collections.Frozen;

using Microsoft.Extensions.Logging;

using Ids = TypedTasks.Log.Ids;

namespace TypedTasks.Workers;

/// <summary>
/// Keeps one event that meets all jobs of a worker (a lost lease, a stop, an outage that outlasts their deadlines) from writing a line for each of them:
/// of each kind of line about a job the first few of a minute are written as they are, the others at Debug, and how many those were once it is over.
/// </summary>
/// <remarks>Failures of tasks are not among them: nobody wants to miss one.</remarks>
internal sealed class CrowdedLog(ILogger logger, TimeProvider time) : ILogger
{
    private const int Few = 10;

    private static readonly TimeSpan Span = TimeSpan.FromMinutes(1);

    private static readonly FrozenSet<int> Crowding = new[]
    {
        Ids.Stopped, Ids.CutShort, Ids.NotBegun, Ids.Late, Ids.LateOutcomes, Ids.PastDeadline,
        Ids.Abandoned, Ids.AbandonedReturned, Ids.ScopeAbandoned,
    }.ToFrozenSet();

    private readonly Lock gate = new();
    private readonly Dictionary<int, Crowd> crowds = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
        => logger.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => logger.IsEnabled(logLevel);

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var passes = logLevel < LogLevel.Information || !Crowding.Contains(eventId.Id) || Passes(eventId.Id, logLevel);
        logger.Log(passes ? logLevel : LogLevel.Debug, eventId, state, exception, formatter);
    }

    /// <summary>Says what was left out so far.</summary>
    public void Flush()
    {
        int[] open;
        lock (gate) open = [.. crowds.Keys];
        foreach (var id in open) Close(id);
    }

    private bool Passes(int id, LogLevel level)
    {
        lock (gate)
        {
            if (!crowds.TryGetValue(id, out var crowd))
                crowds[id] = crowd = new Crowd(level, time.CreateTimer(_ => Close(id), null, Span, Timeout.InfiniteTimeSpan));
            return ++crowd.Lines <= Few;
        }
    }

    private void Close(int id)
    {
        Crowd? crowd;
        lock (gate)
        {
            if (!crowds.Remove(id, out crowd)) return;
        }

        crowd.Timer.Dispose();
        if (crowd.Lines > Few) TypedTasks.Log.LeftOut(logger, crowd.Level, crowd.Lines - Few, id);
    }

    private sealed class Crowd(LogLevel level, ITimer timer)
    {
        public LogLevel Level => level;

        public ITimer Timer => timer;

        public int Lines { get; set; }
    }
}
