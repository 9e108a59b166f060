using TypedTasks.Jobs;
using TypedTasks.Retries;
using TypedTasks.Storage;
using TypedTasks.Workers;

namespace TypedTasks.Clients;

/// <summary>Resolves a new job's options against its task's defaults and checks every bound before anything is stored.</summary>
internal static class JobChecks
{
    private const int MaxPriority = short.MaxValue;

    // PostgreSQL takes 1 GB in one message, and a statement has a time limit.
    private const long MostBytesAtOnce = 256 * 1024 * 1024;

    public static JobToStore ToStore(NewJob job, EnqueueOptions? options, TypedTasksOptions settings)
    {
        ArgumentNullException.ThrowIfNull(job);
        var task = job.Definition;
        if (job.Payload.Length > settings.MaxPayloadBytes)
            throw new InvalidPayloadException(
                $"The payload of task '{task.Name}' has {job.Payload.Length:N0} bytes; at most {settings.MaxPayloadBytes:N0} are allowed. "
                + "Store large data elsewhere and pass its identifier, or raise TypedTasks:MaxPayloadBytes. Nothing was stored.");

        options ??= job.Options;
        if (options is null)
            return new JobToStore
            {
                TaskName = task.Name,
                Version = task.Version,
                Queue = task.Queue,
                Priority = task.Priority,
                Delay = task.Delay,
                ExpectedWithin = task.ExpectedWithin,
                MaxAttempts = MaxAttempts(task, task.Queue, settings),
                AtMostOnce = task.Delivery == Delivery.AtMostOnce,
                Payload = job.Payload,
            };

        if ((Problem(options) ?? ProblemOf(task, options)) is { } problem) throw new ArgumentException($"{problem} Nothing was stored.", nameof(options));
        return new JobToStore
        {
            TaskName = task.Name,
            Version = task.Version,
            Queue = options.Queue ?? task.Queue,
            Priority = options.Priority ?? task.Priority,
            Delay = options.Delay ?? task.Delay,
            RunAt = options.RunAt?.ToUniversalTime(),
            ExpectedBy = options.ExpectedBy?.ToUniversalTime(),
            ExpectedWithin = task.ExpectedWithin,
            MaxAttempts = options.MaxAttempts ?? MaxAttempts(task, options.Queue ?? task.Queue, settings),
            AtMostOnce = task.Delivery == Delivery.AtMostOnce,
            Deadline = options.Deadline?.ToUniversalTime(),
            Settings = JobSettings.Write(options),
            EnqueueId = options.Id,
            Payload = job.Payload,
        };
    }

    /// <summary>Checks jobs that are to be stored together.</summary>
    /// <exception cref="InvalidPayloadException">They are too large together.</exception>
    public static void CheckTogether(IReadOnlyList<JobToStore> jobs)
    {
        var bytes = jobs.Sum(job => (long)job.Payload.Length);
        if (bytes > MostBytesAtOnce)
            throw new InvalidPayloadException(
                $"The payloads of the {jobs.Count:N0} jobs have {bytes:N0} bytes together; at most {MostBytesAtOnce:N0} can be stored at once. "
                + "Enqueue them in several calls, in one transaction if all or none must be stored. Nothing was stored.");
    }

    private static int MaxAttempts(TaskDefinition task, string queue, TypedTasksOptions settings)
        => task.Delivery == Delivery.AtMostOnce ? 1
            : settings.Queues.Count > 0 && settings.Queues.TryGetValue(queue, out var own) ? own.MaxAttempts ?? task.MaxAttempts : task.MaxAttempts;

    private static string? Problem(EnqueueOptions options)
    {
        if (options.Queue is not null && QueueProblem(options.Queue) is { } problem) return problem;
        if (options.Priority is < -MaxPriority or > MaxPriority)
            return $"Priority is {options.Priority}; it must be from {-MaxPriority:N0} to {MaxPriority:N0}.";
        if (options.Delay < TimeSpan.Zero) return $"Delay is {options.Delay}; it must be zero or more. Leave it out to run at once.";
        if (options.Delay is not null && options.RunAt is not null) return "Delay and RunAt are both set. Set one of them: Delay counts from now, RunAt is a moment.";
        if (options.MaxAttempts < 1) return $"MaxAttempts is {options.MaxAttempts}; it must be at least 1, the first try included.";
        if (options.RetryPolicy is { } policy && Bounds.Of(policy) is { } policyProblem) return policyProblem;
        if (options.Timeout is { } timeout && Bounds.OfTimeout(timeout) is { } timeoutProblem) return timeoutProblem;
        if (options.Deadline <= options.RunAt) return $"Deadline is {options.Deadline:O}, not after RunAt, {options.RunAt:O}: the job could never start. Set a later one.";
        if (options.Id == Guid.Empty) return "Id is the empty GUID, which repeated enqueues of different jobs would share. Use Guid.NewGuid() or an id of your own.";
        return null;
    }

    private static string? ProblemOf(TaskDefinition task, EnqueueOptions options)
        => task.Delivery == Delivery.AtMostOnce && options.MaxAttempts is > 1
            ? $"MaxAttempts is {options.MaxAttempts}, but task '{task.Name}' runs at most once: it has one attempt. Leave MaxAttempts out."
            : null;

    private static string? QueueProblem(string queue)
        => QueuePattern.Problem(queue) ?? (queue.Contains('*') ? $"The queue '{queue}' has a '*'. A job goes to one queue; only workers use patterns." : null);
}
