using Microsoft.CodeAnalysis;
using TypedTasks.Shared;
using static TypedTasks.Analyzers.Descriptors.Describe;

namespace TypedTasks.Analyzers.Descriptors;

/// <summary>What works but is rarely meant. These can be turned off.</summary>
internal static class UsageHints
{
    public static readonly DiagnosticDescriptor MissingAsyncSuffix = Info(
        DiagnosticIds.MissingAsyncSuffix,
        "TypedTasks.Declaration",
        "The method hides the generated class inside its own class",
        "Task method '{4}' has the same name as its generated class. Inside '{2}' that name means the method, so '{4}.EnqueueAsync' does not compile there (CS0119). Name the method '{4}Async'; the generated class keeps its name.");

    public static readonly DiagnosticDescriptor EnqueueNotAwaited = Warning(
        DiagnosticIds.EnqueueNotAwaited,
        "TypedTasks.Usage",
        "The call that enqueues is not awaited",
        "'{0}' is called, but its result is not awaited. If storing the job fails, nobody learns of it, and the job may be stored after the program has gone on or ended. Await the call, or return it to the caller.");
}
