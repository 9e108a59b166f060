namespace TypedTasks;

/// <summary>What one enqueue asks for beyond the task's own defaults. Unset members keep the task's.</summary>
public sealed record EnqueueOptions
{
    /// <summary>
    /// An id chosen by the caller that makes a repeated enqueue harmless: while a job with this id is stored, also a finished one,
    /// another enqueue with it stores nothing and returns the first job. Use it to try again after a lost connection.
    /// A finished job is stored until it is pruned (<c>TypedTasks:Worker:Retention</c>, 7 days): repeated later than that, it is a new job.
    /// </summary>
    public Guid? Id { get; init; }

    /// <summary>The queue; 1 to 200 characters, without <c>*</c>, comma, control characters, and white space at its ends.</summary>
    public string? Queue { get; init; }

    /// <summary>From -32,767 to 32,767; higher is claimed first.</summary>
    public int? Priority { get; init; }

    /// <summary>Time from now, by the database's clock, when the job becomes ready; zero or more. Not together with <see cref="RunAt"/>.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>The moment when the job becomes ready; one in the past means at once. Not together with <see cref="Delay"/>.</summary>
    public DateTimeOffset? RunAt { get; init; }

    /// <summary>When the job is expected to start: among jobs of equal priority the earliest expected is claimed first, those without come last.</summary>
    public DateTimeOffset? ExpectedBy { get; init; }

    /// <summary>How often the job may be tried; at least 1, <see cref="int.MaxValue"/> for no limit.</summary>
    public int? MaxAttempts { get; init; }

    /// <summary>When a failed attempt of this job is followed by the next one; overrides what task and queue say.</summary>
    public RetryPolicy? RetryPolicy { get; init; }

    /// <summary>How long one attempt may take; zero or <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> for no limit. Overrides what task and queue say.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>
    /// From this moment on, by the database's clock, no attempt is started: a job that has not succeeded by then, and is not running, ends.
    /// One that was never started is <see cref="JobState.Canceled"/>. An attempt that has started may go on.
    /// A job that would become ready only then, by its delay or <see cref="RunAt"/>, is refused.
    /// </summary>
    public DateTimeOffset? Deadline { get; init; }
}
