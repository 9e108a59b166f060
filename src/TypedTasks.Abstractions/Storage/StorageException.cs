namespace TypedTasks.Storage;

/// <summary>The storage could not do what was asked. The message says what, why, and how to fix it; it holds no password.</summary>
public sealed class StorageException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="fault">What kind of trouble.</param>
    /// <param name="message">What is wrong, why, and how to fix it.</param>
    /// <param name="innerException">The driver's exception, if any.</param>
    public StorageException(StorageFault fault, string message, Exception? innerException = null)
        : base(message, innerException)
        => Fault = fault;

    /// <summary>What kind of trouble.</summary>
    public StorageFault Fault { get; }
}
