namespace TypedTasks;

/// <summary>An older version of a task's payload that can still be read.</summary>
/// <param name="Version">From 1.</param>
/// <param name="Decode">Reads a payload of this version, upgrades it step by step, and binds the task to the outcome.</param>
public sealed record TaskVersion(int Version, TaskDecoder Decode)
{
    /// <summary>What is sensitive in payloads of this version; null for nothing.</summary>
    public SensitivePaths? Sensitive { get; init; }

    /// <summary>What is sensitive in results that workers of this version have stored; null for nothing.</summary>
    public SensitivePaths? SensitiveResult { get; init; }
}
