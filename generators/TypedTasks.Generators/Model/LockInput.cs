using System.Collections.Immutable;
using TypedTasks.Shared.Locking;

namespace TypedTasks.Generators.Model;

/// <summary>The lock file of the project.</summary>
/// <param name="File">What it says; empty if there is none or it can't be read.</param>
/// <param name="IsMalformed">Whether it is there and can't be read, so that nothing may be written over it.</param>
internal sealed record LockInput(LockFile File, bool IsMalformed)
{
    public static LockInput Of(ImmutableArray<LockFile?> files)
        => files.IsEmpty ? new LockInput(LockFile.Empty, IsMalformed: false) : new LockInput(files[0] ?? LockFile.Empty, files[0] is null);
}
