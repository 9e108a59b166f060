namespace TypedTasks;

/// <summary>Runs a task once with the payload parameters it was decoded with.</summary>
/// <param name="context">The attempt: source of injected parameters.</param>
/// <returns>The result as UTF-8 JSON, or null for a task without a result.</returns>
public delegate ValueTask<byte[]?> TaskCall(JobContext context);
