using Microsoft.CodeAnalysis;
using TypedTasks.Shared;
using static TypedTasks.Analyzers.Descriptors.Describe;

namespace TypedTasks.Analyzers.Descriptors;

/// <summary>TT5xxx: what would break jobs already queued, or those of workers that still run the previous build.</summary>
/// <remarks>
/// The placeholders of all messages about a change are the same: {0} the subject ("Parameter 'order' of task 'Ship'"), {1} what the lock file has,
/// {2} what the code has, {3} the stub, {4} the version to raise to, {5} the version of now, {6} the member,
/// {7} what happened, {8} whom it harms and {9} the remedy where these depend on more than the descriptor: see <see cref="ChangeWords"/>.
/// </remarks>
internal static class EvolutionErrors
{
    private const string Raise = "raise the version, [QueueTask(Version = {4})], and add 'internal static {3}.V{4} Upgrade({3}.V{5} old)' to the task's class";

    public static readonly DiagnosticDescriptor RenamedInVersion = EvolutionError(
        DiagnosticIds.RenamedInVersion,
        "A rename needs a new version",
        "{0} was named '{1}'. This build reads queued jobs under either name, but workers of the previous build can't read the jobs that this one enqueues. Raise the version, [QueueTask(Version = {4})]; no Upgrade method is needed.");

    public static readonly DiagnosticDescriptor AcceptsMoreInVersion = EvolutionError(
        DiagnosticIds.AcceptsMoreInVersion,
        "A wider type needs a new version",
        "{0} was '{1}' and is now '{2}'. This build reads all queued jobs, but workers of the previous build can't read all jobs that this one enqueues. Raise the version, [QueueTask(Version = {4})]; no Upgrade method is needed.");

    public static readonly DiagnosticDescriptor SensitivityChangedInVersion = EvolutionError(
        DiagnosticIds.SensitivityChangedInVersion,
        "Protecting a value, or ceasing to, needs a new version",
        "{0} was {1} and is now {2}. Where a key is configured its values are stored encrypted in one build and plain in the other, and a worker of one build can't read what it takes for the other form. Raise the version, [QueueTask(Version = {4})]; no Upgrade method is needed.");

    public static readonly DiagnosticDescriptor MemberRemoved = EvolutionError(
        DiagnosticIds.MemberRemoved,
        "A parameter, a member or a former name is gone",
        "{0} {7}. {8}. {9}, or " + Raise + ".");

    public static readonly DiagnosticDescriptor RequiredMemberAdded = EvolutionError(
        DiagnosticIds.RequiredMemberAdded,
        "A required parameter or member is new",
        "{0} is new and required. Queued jobs lack it, so they could not be read. Give it a default value, or " + Raise + ".");

    public static readonly DiagnosticDescriptor MadeRequired = EvolutionError(
        DiagnosticIds.MadeRequired,
        "A parameter or member became required",
        "{0} is now required and was {1}. Jobs that were queued before it existed lack it, so they could not be read. Give it a default value again, or " + Raise + ".");

    public static readonly DiagnosticDescriptor Retyped = EvolutionError(
        DiagnosticIds.Retyped,
        "A parameter or member has another type",
        "{0} was '{1}' and is now '{2}'. Queued jobs hold a value of the old type, which can't be read as the new one without loss. Take the type back, or " + Raise + ".");

    public static readonly DiagnosticDescriptor NullRefused = EvolutionError(
        DiagnosticIds.NullRefused,
        "A parameter or member no longer accepts null",
        "{0} was '{1}' and is now '{2}'. Queued jobs may hold null there, so they could not be read. Accept null again, or " + Raise + ".");

    public static readonly DiagnosticDescriptor EnumRenumbered = EvolutionError(
        DiagnosticIds.EnumRenumbered,
        "A value of an enum has another number",
        "{0} was {1} and is now {2}. Queued jobs hold the number, so they would run with another value. Give it its number back, or " + Raise + ".");

    public static readonly DiagnosticDescriptor EnumValueRemoved = EvolutionError(
        DiagnosticIds.EnumValueRemoved,
        "A value of an enum is gone",
        "{0} is gone. Queued jobs may hold it, and would run with a value that the code does not know, or not at all. {2} it back, perhaps marked [Obsolete], or " + Raise + ".");

    /// <summary>{1} is the name that is lost; found when the whole assembly is known.</summary>
    public static readonly DiagnosticDescriptor TaskLost = EvolutionError(
        DiagnosticIds.TaskLost,
        "A task is gone",
        "tasks.lock.json has a task '{1}', but nothing runs jobs of that name any more. Jobs that are queued under it would wait for ever. If the task was renamed or moved, write [QueueTask(Aliases = [\"{1}\"])]; if no such job is left, take the name out of the file.",
        WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor ResultChanged = EvolutionError(
        DiagnosticIds.ResultChanged,
        "The result has another shape",
        "{0} {7}. Results that are stored, and those that the previous build stores or awaits, have the old shape. {9}, or raise the version, [QueueTask(Version = {4})].");

    public static readonly DiagnosticDescriptor UpgradeMissing = EvolutionError(
        DiagnosticIds.UpgradeMissing,
        "An older version has no way to the next one",
        "Nothing turns version {1} of task '{3}' into version {2}. Jobs of version {1} may still be queued, and they differ in more than can be read as it is. Add 'internal static {3}.V{2} Upgrade({3}.V{1} old)' to the task's class.");

    /// <summary>{1} is the other task, {2} the version of its jobs.</summary>
    public static readonly DiagnosticDescriptor AliasUnreadable = EvolutionError(
        DiagnosticIds.AliasUnreadable,
        "A task can't read the jobs of its alias",
        "Task '{3}' has the alias '{1}', a task that tasks.lock.json still has, but can't read the jobs of its version {2}: they have another payload, or a version that '{3}' never had. Keep a task of that name until none of its jobs is left, for instance one that enqueues '{3}', and drop the alias.");

    /// <summary>{1} is the version it takes, {2} what is wrong, {4} the next version.</summary>
    public static readonly DiagnosticDescriptor UpgradeUnusable = EvolutionError(
        DiagnosticIds.UpgradeUnusable,
        "The Upgrade method can't be used",
        "This method takes version {1} of task '{3}', but {2}. So it can't be what upgrades queued jobs. Declare it as 'internal static {3}.V{4} Upgrade({3}.V{1} old)', or give it another name.");
}
