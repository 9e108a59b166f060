namespace TypedTasks;

/// <summary>How the delays between attempts grow.</summary>
public enum Backoff
{
    /// <summary>Doubled with each failed attempt, with jitter of a quarter either way, so that jobs which failed together do not come back together.</summary>
    Exponential = 0,

    /// <summary>Longer by the first delay with each failed attempt, with the same jitter.</summary>
    Linear = 1,

    /// <summary>Always the same, exactly.</summary>
    Fixed = 2,
}
