namespace TypedTasks;

/// <summary>
/// Settings of one queue; configuration section <c>TypedTasks:Queues:name</c>. They override what tasks say, and are overridden by what one job asks for
/// (<see cref="EnqueueOptions"/>). Unset members leave it to the task.
/// </summary>
public sealed class TypedTasksQueueOptions
{
    /// <summary>How often a job may be tried; at least 1. Counts when the job is enqueued.</summary>
    public int? MaxAttempts { get; set; }

    /// <summary>How the time between attempts grows.</summary>
    public Backoff? Backoff { get; set; }

    /// <summary>The time before the second attempt; more than zero.</summary>
    public TimeSpan? RetryDelay { get; set; }

    /// <summary>The longest time between two attempts, before jitter; at least <see cref="RetryDelay"/>.</summary>
    public TimeSpan? MaxRetryDelay { get; set; }

    /// <summary>How long one attempt may take; zero or <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> for no limit.</summary>
    public TimeSpan? Timeout { get; set; }

    /// <summary>The policy of a task in this queue. Whatever the queue says of retries replaces a policy class of the task's own.</summary>
    internal IRetryPolicy Over(IRetryPolicy task)
    {
        if (Backoff is null && RetryDelay is null && MaxRetryDelay is null) return task;
        var value = task as RetryPolicy ?? RetryPolicy.Default;
        return value with { Backoff = Backoff ?? value.Backoff, Delay = RetryDelay ?? value.Delay, MaxDelay = MaxRetryDelay ?? value.MaxDelay };
    }
}
