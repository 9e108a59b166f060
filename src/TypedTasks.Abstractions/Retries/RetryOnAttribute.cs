namespace TypedTasks;

/// <summary>
/// Says how a task is tried again after an exception of a type or a type derived from it. Of several rules that fit, the one with the most derived type counts.
/// </summary>
/// <remarks>
/// Without any rule every exception is tried again. To try again only some, fail on the others:
/// <c>[FailOn(typeof(Exception))] [RetryOn(typeof(HttpRequestException))]</c>.
/// </remarks>
/// <param name="exception">A class of exceptions.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class RetryOnAttribute(Type exception) : Attribute
{
    /// <summary>The class of exceptions.</summary>
    public Type Exception { get; } = exception;

    /// <summary>Seconds until the next attempt after such an exception, exactly; 0 or more. Unset leaves it to the retry policy.</summary>
    public double DelaySeconds { get; init; }

    /// <summary>How often the job may be tried when it fails so, from 1; it is never tried more often than its own number of attempts allows.</summary>
    public int MaxAttempts { get; init; } = int.MaxValue;
}
