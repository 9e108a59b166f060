namespace TypedTasks;

/// <summary>Thrown by a task to end its job as canceled: when there is nothing left to do and that is no failure.</summary>
public sealed class CancelJobException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="reason">Stored with the job.</param>
    public CancelJobException(string reason)
        : base(reason)
    {
    }
}
