namespace TypedTasks;

/// <summary>
/// Decides when a failed attempt is followed by the next one. Implement it in a class with a public constructor without parameters and name it at the task:
/// <c>[QueueTask(RetryPolicy = typeof(OfficeHours))]</c>.
/// </summary>
/// <remarks>One instance serves all jobs of the task, at once and from any thread. It is asked only while attempts are left.</remarks>
public interface IRetryPolicy
{
    /// <summary>The time until the next attempt.</summary>
    /// <param name="attempt">The attempt that failed, from 1.</param>
    /// <param name="exception">Why it failed; an <see cref="AttemptTimedOutException"/> when it took too long.</param>
    /// <returns>Zero or more, taken as it is; null to fail the job now.</returns>
    TimeSpan? NextDelay(int attempt, Exception exception);
}
