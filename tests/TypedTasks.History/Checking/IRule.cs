namespace TypedTasks.History.Checking;

/// <summary>Something that holds for every history, whatever dies. Pure: looks at nothing but the history.</summary>
public interface IRule
{
    /// <summary>What breaks it; nothing if the history keeps it.</summary>
    IEnumerable<Violation> Check(RecordedHistory history);
}
