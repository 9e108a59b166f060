namespace TypedTasks;

/// <summary>A job that is not stored yet: a task and its payload, made by a stub's <c>Job(…)</c> method.</summary>
/// <param name="Definition">The task to run.</param>
/// <param name="Payload">The parameters as a JSON object in UTF-8, already checked.</param>
public record NewJob(TaskDefinition Definition, ReadOnlyMemory<byte> Payload)
{
    /// <summary>What this job asks for beyond the task's defaults: <c>SendReceipt.Job(id) with { Options = new() { Priority = 5 } }</c>.</summary>
    public EnqueueOptions? Options { get; init; }
}
