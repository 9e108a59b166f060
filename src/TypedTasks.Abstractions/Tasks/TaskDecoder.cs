namespace TypedTasks;

/// <summary>Reads a task's parameters from a stored payload (UTF-8 JSON).</summary>
/// <param name="payload">The payload; not kept after the call returns.</param>
/// <returns>The task with its payload parameters bound.</returns>
/// <exception cref="InvalidPayloadException">The payload is not what the task's parameters need.</exception>
public delegate TaskCall TaskDecoder(ReadOnlySpan<byte> payload);
