using Microsoft.CodeAnalysis;
using TypedTasks.Shared;
using static TypedTasks.Analyzers.Descriptors.Describe;

namespace TypedTasks.Analyzers.Descriptors;

/// <summary>TT6xxx: values of <c>[QueueTask]</c> that are out of their bounds.</summary>
internal static class OptionErrors
{
    public static readonly DiagnosticDescriptor InvalidMaxAttempts = OptionError(
        DiagnosticIds.InvalidMaxAttempts,
        "MaxAttempts must be at least 1",
        "MaxAttempts of task method '{4}' is {2}. A job that may not be tried once would never run. Use 1 or more; int.MaxValue means without limit.");

    public static readonly DiagnosticDescriptor InvalidPriority = OptionError(
        DiagnosticIds.InvalidPriority,
        "Priority is out of bounds",
        "Priority of task method '{4}' is {2}. The queue keeps it in 16 bits. Use a value from -32767 to 32767; higher is claimed first.");

    public static readonly DiagnosticDescriptor InvalidSeconds = OptionError(
        DiagnosticIds.InvalidSeconds,
        "A number of seconds is out of bounds",
        "{0} of task method '{4}' is {2}. {3} Use a finite number within these bounds.");

    public static readonly DiagnosticDescriptor InvalidQueueName = OptionError(
        DiagnosticIds.InvalidQueueName,
        "The queue's name can't be used",
        "Queue of task method '{4}' is '{2}'. A queue's name has 1 to 200 characters, no '*', by which workers name many queues at once, no comma, and no white space at its ends. Choose such a name, or leave Queue out for 'default'.");

    public static readonly DiagnosticDescriptor InvalidTaskName = OptionError(
        DiagnosticIds.InvalidTaskName,
        "The task's name can't be used",
        "Name of task method '{4}' is '{2}'. Jobs are stored under it, so it must have 1 to 200 characters that are not blank. Choose such a name, or leave Name out for namespace and stub.");

    public static readonly DiagnosticDescriptor InvalidVersion = OptionError(
        DiagnosticIds.InvalidVersion,
        "Version is out of bounds",
        "Version of task method '{4}' is {2}. Versions are counted from 1, and raised by one when the payload changes. Use a value from 1 to 1000000.");

    public static readonly DiagnosticDescriptor UnusableRetryPolicy = OptionError(
        DiagnosticIds.UnusableRetryPolicy,
        "The retry policy can't be used",
        "RetryPolicy of task method '{4}' is '{1}', which {2}. The generated code makes one with new and asks it when the next attempt begins. "
        + "Name a class that implements IRetryPolicy and has a public constructor without parameters.");

    public static readonly DiagnosticDescriptor ContradictingRetrySettings = OptionError(
        DiagnosticIds.ContradictingRetrySettings,
        "Settings of retries contradict each other",
        "{0} of task method '{4}' contradicts its other settings: {2}. One of them would have no effect, and nobody would notice. Change one of them, or leave it out.");

    public static readonly DiagnosticDescriptor UnusableExceptionRule = OptionError(
        DiagnosticIds.UnusableExceptionRule,
        "A rule names no exception that it could meet",
        "The rule for '{1}' of task method '{4}' can't work: {2}. Name a class of exceptions that the task may throw, or remove the rule.");

    public static readonly DiagnosticDescriptor ContradictingExceptionRules = OptionError(
        DiagnosticIds.ContradictingExceptionRules,
        "Two rules for the same exception",
        "Task method '{4}' has more than one rule for '{1}', and only one of them could hold. Keep one of [RetryOn] and [FailOn] for it.");

    public static readonly DiagnosticDescriptor RuleWithoutTask = Warning(
        DiagnosticIds.RuleWithoutTask,
        "TypedTasks.Options",
        "A rule for exceptions on a method that is no task",
        "Method '{4}' has [RetryOn] or [FailOn] but no [QueueTask], so nothing tries it again or heeds the rule. Add [QueueTask], or remove the rule.");
}
