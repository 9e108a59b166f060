namespace TypedTasks;

/// <summary>Thrown by a task to fail its job now, however many attempts are left: when trying again could not help.</summary>
public sealed class FailJobException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="reason">Stored with the job.</param>
    /// <param name="innerException">What led to it, if anything.</param>
    public FailJobException(string reason, Exception? innerException = null)
        : base(reason, innerException)
    {
    }
}
