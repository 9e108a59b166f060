using System.Diagnostics;

namespace TypedTasks.History.Events;

/// <summary>Where a process writes what it sees, in the order in which it sees it.</summary>
public interface IEventLog
{
    /// <summary>The moment, on the clock that all processes of the machine share.</summary>
    static long Now => Stopwatch.GetTimestamp() * (1_000_000_000 / Stopwatch.Frequency);

    /// <summary>Adds an event, with process and time filled in.</summary>
    void Write(HistoryEvent seen);
}
