namespace TypedTasks.Storage;

/// <summary>What a worker must know to run a job: the task and the version of its payload.</summary>
/// <param name="TaskName">The stored name of the task.</param>
/// <param name="Version">The version of the payload's shape.</param>
public readonly record struct TaskContract(string TaskName, int Version)
{
    /// <inheritdoc/>
    public override string ToString() => Version == 1 ? TaskName : $"{TaskName} v{Version}";
}
