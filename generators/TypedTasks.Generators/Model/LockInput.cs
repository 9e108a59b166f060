using System.Collections.Immutable;
using TypedTasks.Shared.Locking;

namespace TypedTasks.Generators.Model;

/// <summary>The lock file of the project.</summary>
/// <param name="File">What it says; empty if there is none or it can't be read.</param>
/// <param name="IsMissing">Whether there is none.</param>
/// <param name="Fault">Why it can't be read, so that nothing may be written over it; null if it can.</param>
internal sealed record LockInput(LockFile File, bool IsMissing, LockFileFault? Fault)
{
    public static LockInput Of(ImmutableArray<LockInput> files) => files.IsEmpty ? new LockInput(LockFile.Empty, IsMissing: true, Fault: null) : files[0];
}
