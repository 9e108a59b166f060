namespace TypedTasks;

/// <summary>Why an attempt failed that took longer than its timeout. Rules (<see cref="RetryOnAttribute"/>, <see cref="FailOnAttribute"/>) and retry policies meet it; tasks never do.</summary>
public sealed class AttemptTimedOutException : TimeoutException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What took too long, how long it might have taken, and what can be done.</param>
    /// <param name="innerException">With what the task answered its cancellation; null if it did not.</param>
    public AttemptTimedOutException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
