namespace TypedTasks;

/// <summary>
/// Thrown by a task to have its job run again later. No attempt is used up and no error is kept: it is for waiting, not for failing.
/// </summary>
/// <example><code>if (!await shop.IsOpenAsync()) throw new SnoozeJobException(TimeSpan.FromMinutes(30));</code></example>
public sealed class SnoozeJobException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="delay">How long to wait, by the database's clock; zero or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="delay"/> is negative.</exception>
    public SnoozeJobException(TimeSpan delay)
        : base($"The job is to run again after {delay}.")
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        Delay = delay;
    }

    /// <summary>How long to wait.</summary>
    public TimeSpan Delay { get; }
}
