namespace TypedTasks;

/// <summary>
/// Makes a static method a task: the generator writes a class with typed <c>EnqueueAsync</c> methods for it,
/// the serializer of its parameters, and its entry in the task table.
/// </summary>
/// <remarks>
/// A method <c>SendReceiptAsync</c> (or <c>SendReceipt</c>) gets the stub class <c>SendReceipt</c> in the same namespace.
/// The method itself stays an ordinary method: call it directly and it runs now, without a queue.
/// </remarks>
[AttributeUsage(AttributeTargets.Method)]
public sealed class QueueTaskAttribute : Attribute
{
    /// <summary>
    /// The stable name under which jobs of this task are stored. Default: namespace and stub, <c>Shop.SendReceipt</c>.
    /// Set it before you move or rename a method whose jobs may still be queued.
    /// </summary>
    public string? Name { get; init; }

    /// <summary>
    /// Former stored names of this task: jobs that are still queued under one of them run as jobs of this task. New jobs are stored under <see cref="Name"/>.
    /// </summary>
    public string[] Aliases { get; init; } = [];

    /// <summary>
    /// The version of the payload's shape, from 1 (default). Raise it by one when the payload changes in a way that older jobs or older workers
    /// can't follow, and add a method <c>Upgrade</c> that turns the older version's parameters into those of the next one.
    /// </summary>
    public int Version { get; init; } = 1;

    /// <summary>The name of the generated class, where the default (the method's name without <c>Async</c>) is taken.</summary>
    public string? StubName { get; init; }

    /// <summary>The queue that jobs of this task go to unless <see cref="EnqueueOptions.Queue"/> says otherwise. Default: <c>default</c>.</summary>
    public string Queue { get; init; } = TaskDefinition.DefaultQueue;

    /// <summary>
    /// How often a job may be tried before it is <see cref="JobState.Failed"/>; at least 1. Default: 10.
    /// <see cref="int.MaxValue"/> means without limit.
    /// </summary>
    public int MaxAttempts { get; init; } = TaskDefinition.DefaultMaxAttempts;

    /// <summary>
    /// What holds when a worker is lost while it runs a job of this task. Default: <see cref="Delivery.AtLeastOnce"/>, the job runs again.
    /// <see cref="Delivery.AtMostOnce"/> implies one attempt.
    /// </summary>
    public Delivery Delivery { get; init; }

    /// <summary>Within a queue, jobs of higher priority are claimed first; from -32,767 to 32,767. Default: 0.</summary>
    public int Priority { get; init; }

    /// <summary>Seconds between enqueueing and the moment when the job becomes ready; 0 or more. Default: 0.</summary>
    public double DelaySeconds { get; init; }

    /// <summary>
    /// Seconds from enqueueing within which the job is expected to start; among jobs of equal priority the one that is
    /// expected first is claimed first. 0 (default): no expectation; such jobs come last.
    /// </summary>
    public double ExpectedWithinSeconds { get; init; }

    /// <summary>Seconds before the second attempt; more than 0. How it grows from there says <see cref="Backoff"/>. Default: 5.</summary>
    public double RetryDelaySeconds { get; init; } = TaskDefinition.DefaultRetryDelaySeconds;

    /// <summary>The longest time between two attempts, in seconds, before jitter; at least <see cref="RetryDelaySeconds"/>. Default: 86,400, one day.</summary>
    public double MaxRetryDelaySeconds { get; init; } = 86_400;

    /// <summary>How the time between attempts grows. Default: doubled with each, with jitter.</summary>
    public Backoff Backoff { get; init; }

    /// <summary>
    /// A class of your own that decides when the next attempt begins: it implements <see cref="IRetryPolicy"/> and has a public constructor without parameters.
    /// Not together with <see cref="RetryDelaySeconds"/>, <see cref="MaxRetryDelaySeconds"/> or <see cref="Backoff"/>.
    /// </summary>
    public Type? RetryPolicy { get; init; }

    /// <summary>
    /// Seconds that one attempt may take; then its cancellation token is canceled, and the attempt has failed. 0 or -1 (<see cref="Timeout.Infinite"/>): no limit.
    /// Default: 600, 10 minutes.
    /// </summary>
    public double TimeoutSeconds { get; init; } = TaskDefinition.DefaultTimeoutSeconds;
}
