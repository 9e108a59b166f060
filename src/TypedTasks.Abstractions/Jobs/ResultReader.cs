namespace TypedTasks;

/// <summary>Reads a task's result from its stored form.</summary>
/// <param name="result">The result as UTF-8 JSON.</param>
/// <exception cref="InvalidPayloadException">The stored result is not of the expected shape.</exception>
public delegate TResult ResultReader<out TResult>(ReadOnlySpan<byte> result);
