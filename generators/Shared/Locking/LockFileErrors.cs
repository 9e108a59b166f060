using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace TypedTasks.Shared.Locking;

/// <summary>
/// The errors about a lock file that has lost versions. The analyzer reports them, except where an <c>Upgrade</c> method names such a version: its type can't
/// be generated, and a compiler that misses a type never comes to the analyzers. There the generator reports them.
/// </summary>
internal static class LockFileErrors
{
    private const string Category = "TypedTasks.Evolution";

    /// <summary>{0} is the line, {1} what is wrong.</summary>
    public static readonly DiagnosticDescriptor Malformed = ErrorDescriptor.Of(
        DiagnosticIds.LockFileMalformed,
        Category,
        "The lock file can't be read",
        "Line {0} of tasks.lock.json: {1}. Without the file nothing protects the jobs already queued. Resolve the merge conflict, or restore the file from version control.");

    /// <summary>{0} is what follows. Found when the whole assembly is known.</summary>
    public static readonly DiagnosticDescriptor Required = ErrorDescriptor.Of(
        DiagnosticIds.LockFileRequired,
        Category,
        "The lock file is missing",
        "The project has tasks but no tasks.lock.json. {0}.",
        WellKnownDiagnosticTags.CompilationEnd);

    /// <summary>{1} is what the file has, {2} the version in the code, {3} the stub, {4} what to do.</summary>
    public static readonly DiagnosticDescriptor VersionOutOfOrder = ErrorDescriptor.Of(
        DiagnosticIds.VersionOutOfOrder,
        Category,
        "A version is out of order",
        "Task '{3}' has Version = {2}, but tasks.lock.json {1}. Versions are counted without gaps, and a shipped one stays for as long as its jobs may be queued. {4}.");

    /// <summary>The file was never there.</summary>
    public const string NotYetWritten
        = "Once jobs of this build are queued, a change that breaks them would go unnoticed. Build once with -p:TypedTasksLockFile=write and commit the file";

    /// <summary>The property of a diagnostic whose remedy is another file than one could write now.</summary>
    public const string CannotBeWritten = nameof(CannotBeWritten);

    /// <summary>The properties with <see cref="CannotBeWritten"/>.</summary>
    public static readonly ImmutableDictionary<string, string?> NoFix = ImmutableDictionary<string, string?>.Empty.Add(CannotBeWritten, "");

    /// <summary>The file was there, since a task has older versions.</summary>
    public static string Lost(TaskShape task)
        => $"But task '{task.StubName.TrimStart('@')}' has Version = {task.Version.ToString(System.Globalization.CultureInfo.InvariantCulture)}, and only the file knows how the jobs of older versions look, which may still be queued. "
            + "Restore it from version control and keep the Upgrade methods; a file written now would lack those versions, so none is written. If the task never shipped, take its Version back to 1";
}
