namespace TypedTasks;

/// <summary>
/// Fails a job at once after an exception of a type or a type derived from it, however many attempts are left: when trying again could not help.
/// Of several rules that fit, the one with the most derived type counts.
/// </summary>
/// <param name="exception">A class of exceptions.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class FailOnAttribute(Type exception) : Attribute
{
    /// <summary>The class of exceptions.</summary>
    public Type Exception { get; } = exception;
}
