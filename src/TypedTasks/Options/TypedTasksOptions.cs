using TypedTasks.Payloads;

namespace TypedTasks;

/// <summary>Settings of a client and of the storage behind it; configuration section <c>TypedTasks</c>.</summary>
public sealed class TypedTasksOptions
{
    /// <summary>The largest payload and the largest result, in bytes of JSON; from 1 KiB to 64 MiB. Default: 256 KiB.</summary>
    public int MaxPayloadBytes { get; set; } = PayloadLimits.DefaultMaxBytes;

    /// <summary>Whether the tables are created and brought up to date when they are first needed. Default: true. If false, they are only checked.</summary>
    public bool MigrateOnStart { get; set; } = true;

    /// <summary>Keys for sensitive values at rest; configuration section <c>TypedTasks:Encryption</c>. Default: none.</summary>
    public TypedTasksEncryptionOptions Encryption { get; } = new();

    /// <summary>Settings of single queues, by the queue's name; <c>TypedTasks:Queues:email:Timeout</c> in a configuration. Clients and workers of a queue should have the same.</summary>
    public IDictionary<string, TypedTasksQueueOptions> Queues { get; } = new Dictionary<string, TypedTasksQueueOptions>(StringComparer.Ordinal);
}
