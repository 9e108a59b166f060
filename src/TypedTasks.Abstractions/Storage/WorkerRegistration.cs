namespace TypedTasks.Storage;

/// <summary>Who a worker is.</summary>
public sealed record WorkerRegistration
{
    /// <summary>Its name in logs and lists, such as <c>web-3:4711</c>; need not be unique.</summary>
    public required string Name { get; init; }

    /// <summary>The machine.</summary>
    public required string Host { get; init; }

    /// <summary>The operating system's process number.</summary>
    public required int ProcessId { get; init; }

    /// <summary>The queues as configured, most preferred first, such as <c>email, *</c>.</summary>
    public required string Queues { get; init; }

    /// <summary>Its number of slots.</summary>
    public required int Concurrency { get; init; }
}
