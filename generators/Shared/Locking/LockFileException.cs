namespace TypedTasks.Shared.Locking;

/// <summary>The lock file can't be read.</summary>
/// <param name="line">The line, from 0.</param>
/// <param name="message">What is wrong there, as a sentence without full stop.</param>
internal sealed class LockFileException(int line, string message) : Exception(message)
{
    public int Line { get; } = line;
}
