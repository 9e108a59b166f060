using Microsoft.CodeAnalysis;
using TypedTasks.Shared;
using static TypedTasks.Analyzers.Descriptors.Describe;

namespace TypedTasks.Analyzers.Descriptors;

/// <summary>TT5xxx: the lock file is out of date, but no queued job is at risk. Placeholders as in <see cref="EvolutionErrors"/>.</summary>
internal static class EvolutionWarnings
{
    private const string Category = "TypedTasks.Evolution";
    private const string Settle = "Settle it with the code fix, or by building with -p:TypedTasksLockFile=write, and commit the file.";

    public static readonly DiagnosticDescriptor LockFileMissing = Info(
        DiagnosticIds.LockFileMissing,
        Category,
        "There is no lock file yet",
        "The project has tasks but no tasks.lock.json. As long as no job of it is stored for longer than a test, nothing is at risk. Before you ship, build once with -p:TypedTasksLockFile=write and commit the file.");

    public static readonly DiagnosticDescriptor TaskAdded = Warning(
        DiagnosticIds.TaskAdded,
        Category,
        "A task is not in the lock file",
        "{0} is not in tasks.lock.json. Once it ships, nothing would protect its queued jobs. " + Settle);

    public static readonly DiagnosticDescriptor OptionalAdded = Warning(
        DiagnosticIds.OptionalAdded,
        Category,
        "An optional parameter or member is not in the lock file",
        "{0} is new and not in tasks.lock.json. {8}. " + Settle);

    public static readonly DiagnosticDescriptor DefaultChanged = Warning(
        DiagnosticIds.DefaultChanged,
        Category,
        "A default is not as in the lock file",
        "{0} was {1} and is now {2}. {8}. " + Settle);

    public static readonly DiagnosticDescriptor EnumValueAdded = Warning(
        DiagnosticIds.EnumValueAdded,
        Category,
        "A value of an enum is not in the lock file",
        "{0} is new and not in tasks.lock.json. It is stored as a number, which the previous build can read, though it may not know what to do with it. " + Settle);

    public static readonly DiagnosticDescriptor ChangedWithoutEffect = Warning(
        DiagnosticIds.ChangedWithoutEffect,
        Category,
        "The lock file is out of date",
        "{0} is no longer as in tasks.lock.json: '{1}' there, '{2}' in the code. {8}. " + Settle);

    public static readonly DiagnosticDescriptor VersionAdded = Warning(
        DiagnosticIds.VersionAdded,
        Category,
        "A version is not in the lock file",
        "Version {2} of task '{3}' is not in tasks.lock.json, which ends with version {1}. Once it ships, nothing would protect its queued jobs. " + Settle);
}
