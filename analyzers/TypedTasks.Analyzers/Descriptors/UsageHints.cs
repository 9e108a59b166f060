using Microsoft.CodeAnalysis;
using TypedTasks.Shared;
using static TypedTasks.Analyzers.Descriptors.Describe;

namespace TypedTasks.Analyzers.Descriptors;

/// <summary>What works but is rarely meant. These can be turned off.</summary>
internal static class UsageHints
{
    /// <summary>Found when the whole assembly is known. {0} is the assembly.</summary>
    public static readonly DiagnosticDescriptor ManifestNotAdded = AssemblyWarning(
        DiagnosticIds.ManifestNotAdded,
        "TypedTasks.Declaration",
        "The tasks of an assembly are not added",
        "Manifests are added by hand here, but not that of '{0}', which has tasks. Workers of this application do not know them and leave their jobs waiting. Call AddAllTasks(), or add that manifest too.");

    public static readonly DiagnosticDescriptor MissingAsyncSuffix = Info(
        DiagnosticIds.MissingAsyncSuffix,
        "TypedTasks.Declaration",
        "The method hides the generated class inside its own class",
        "Task method '{4}' has the same name as its generated class. Inside '{2}' that name means the method, so '{4}.EnqueueAsync' does not compile there (CS0119). Name the method '{4}Async'; the generated class keeps its name.");

    /// <summary>{0} is the task method, {1} its class, {2} the stub.</summary>
    public static readonly DiagnosticDescriptor RunOutsidePartial = Warning(
        DiagnosticIds.RunOutsidePartial,
        "TypedTasks.Declaration",
        "A class with a task called Run isn't partial",
        "Task method '{0}' is the only task of class '{1}', which isn't partial. Generated code can't add members to it, so there is no '{1}.EnqueueAsync': the task is enqueued with '{2}.EnqueueAsync'. Make it 'static partial class {1}', or name the method after what it does.");

    public static readonly DiagnosticDescriptor EnqueueNotAwaited = Warning(
        DiagnosticIds.EnqueueNotAwaited,
        "TypedTasks.Usage",
        "The call that enqueues is not awaited",
        "'{0}' is called, but its result is not awaited. If storing the job fails, nobody learns of it, and the job may be stored after the program has gone on or ended. Await the call, or return it to the caller.");

    /// <summary>{0} is the call, {1} the stub.</summary>
    public static readonly DiagnosticDescriptor DirectCall = Info(
        DiagnosticIds.DirectCall,
        "TypedTasks.Usage",
        "A task's method is called directly",
        "'{0}' is called directly, so the task runs here and now: nothing is stored, and nothing is retried if it fails. That is allowed, but rarely meant. Enqueue it with {1}.EnqueueAsync(…), or suppress this where it should run at once.");

    public static readonly DiagnosticDescriptor NoCancellationToken = Info(
        DiagnosticIds.NoCancellationToken,
        "TypedTasks.Usage",
        "The task can't be canceled",
        "Task method '{4}' takes no CancellationToken. It can't notice that its worker stops, its job is canceled or its time is up, so the worker waits and then abandons it. Take a CancellationToken as the last parameter and pass it on.");

    /// <summary>{0} is the call, {1} the transaction.</summary>
    public static readonly DiagnosticDescriptor OutsideTransaction = Warning(
        DiagnosticIds.OutsideTransaction,
        "TypedTasks.Usage",
        "The job is enqueued outside the transaction",
        "'{0}' stores its job at once, beside the transaction '{1}' that is open here. If the transaction is rolled back, the job runs all the same, and it may run before the data is committed. Pass the transaction, EnqueueAsync({1}, …) or client.In({1}), or enqueue after the commit.");

    /// <summary>{0} is the call, {1} the task method, {2} the transaction.</summary>
    public static readonly DiagnosticDescriptor WaitsInTransaction = Warning(
        DiagnosticIds.WaitsInTransaction,
        "TypedTasks.Usage",
        "A task waits for something else while its transaction is open",
        "'{0}' is called while the transaction '{2}' of task method '{1}' is open. No rollback undoes what it does outside the database, so that may happen more than once, and until it returns the transaction keeps its locks. Put it into a task of its own and enqueue that with the transaction, EnqueueAsync({2}, …).");
}
