namespace TypedTasks;

/// <summary>A value can't be stored as a payload, or a stored payload can't be read. The message says where and why.</summary>
public sealed class InvalidPayloadException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What is wrong, why, and how to fix it.</param>
    /// <param name="innerException">What was thrown underneath, if anything.</param>
    public InvalidPayloadException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>Where in the JSON, such as <c>$.order.lines[3].price</c>; null where no place can be named.</summary>
    public string? Path { get; init; }

    /// <summary>Whether the value is the result of a task, which has run: another attempt would do its work once more, and return what can't be stored again.</summary>
    public bool IsResult { get; init; }
}
