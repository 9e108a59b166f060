namespace TypedTasks.Storage.Conformance.Models;

/// <summary>One call of a storage. Indexes are taken modulo what there is, so that any sequence of operations makes sense, and every part of one.</summary>
internal abstract record Operation
{
    /// <summary>Makes the call, holds the answer against the model, and does the same to that.</summary>
    public abstract Task RunAsync(ModelRun run);
}
