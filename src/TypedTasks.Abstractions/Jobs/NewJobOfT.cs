namespace TypedTasks;

/// <summary>A job of a task with a result, not stored yet.</summary>
/// <typeparam name="TResult">The type of the task's result.</typeparam>
/// <param name="Definition">The task to run.</param>
/// <param name="Payload">The parameters as a JSON object in UTF-8, already checked.</param>
/// <param name="ReadResult">Reads the stored result.</param>
public sealed record NewJob<TResult>(TaskDefinition Definition, ReadOnlyMemory<byte> Payload, ResultReader<TResult> ReadResult)
    : NewJob(Definition, Payload);
