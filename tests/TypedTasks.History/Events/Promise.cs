namespace TypedTasks.History.Events;

/// <summary>How often the producer was promised that the job's effect happens.</summary>
public enum Promise
{
    AtLeastOnce,
    AtMostOnce,
    ExactlyOnce,
}
