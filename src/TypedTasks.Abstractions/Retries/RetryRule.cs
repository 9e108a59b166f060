namespace TypedTasks;

/// <summary>What a task says about one kind of exception: the generated form of <see cref="RetryOnAttribute"/> and <see cref="FailOnAttribute"/>.</summary>
public sealed record RetryRule
{
    /// <summary>The job fails now, whatever attempts are left.</summary>
    public static RetryRule Fail { get; } = new() { Fails = true };

    /// <summary>Whether the job fails now.</summary>
    public bool Fails { get; init; }

    /// <summary>The time until the next attempt, exactly; null leaves it to the retry policy.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>How often the job may be tried when it fails so, if that is less than it may be tried at all.</summary>
    public int MaxAttempts { get; init; } = int.MaxValue;
}
