namespace TypedTasks.Testing;

/// <summary>Payloads of the lock file can't be read by the tasks of this build.</summary>
/// <param name="problems">One sentence per payload.</param>
public sealed class LockFileSampleException(IReadOnlyList<string> problems)
    : Exception($"{problems.Count} of the lock file's payloads can't be read, so jobs like them that are queued would fail.\n" + string.Join('\n', problems))
{
    /// <summary>One sentence per payload.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;
}
