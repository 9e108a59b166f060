using Microsoft.CodeAnalysis;
using TypedTasks.Shared;
using static TypedTasks.Analyzers.Descriptors.Describe;

namespace TypedTasks.Analyzers.Descriptors;

/// <summary>TT1xxx: how a task may be declared and named.</summary>
internal static class DeclarationErrors
{
    public static readonly DiagnosticDescriptor NotStatic = DeclarationError(
        DiagnosticIds.NotStatic,
        "A task must be static",
        "Task method '{4}' isn't static. The worker has no object to call it on. Make it static and take what it needs as parameters, services with [FromServices].");

    /// <summary>Found when the whole assembly is known. {0} and {1} are the two tasks, {2} is the name.</summary>
    public static readonly DiagnosticDescriptor DuplicateTaskName = AssemblyError(
        DiagnosticIds.DuplicateTaskName,
        "Two tasks have the same stored name",
        "{0} is stored as '{2}', and so is {1}. A worker could not tell their jobs apart. Give one of the two another Name in [QueueTask].");

    public static readonly DiagnosticDescriptor Generic = DeclarationError(
        DiagnosticIds.Generic,
        "A task can't be generic",
        "Task method '{4}' depends on the type parameters of '{2}'. A stored job can't say which type arguments it was enqueued with. Write one task per closed type that calls the generic method.");

    public static readonly DiagnosticDescriptor RefParameter = DeclarationError(
        DiagnosticIds.RefParameter,
        "A task can't have ref, out or in parameters",
        "{0} is passed by reference ({2}). A job runs later and in another process, so there is no variable to refer to. Take the parameter by value; return what the task should give back.");

    public static readonly DiagnosticDescriptor AsyncVoid = DeclarationError(
        DiagnosticIds.AsyncVoid,
        "A task can't be async void",
        "Task method '{4}' is async void. The worker could not see when it ends or that it failed, and would count the job as done at its first await. Return Task or ValueTask.");

    public static readonly DiagnosticDescriptor StubNameTaken = DeclarationError(
        DiagnosticIds.StubNameTaken,
        "The name of the generated class is taken",
        "Task method '{4}' {1}. {3}, or name the generated class with [QueueTask(StubName = \"…\")].");

    public static readonly DiagnosticDescriptor TaskInaccessible = DeclarationError(
        DiagnosticIds.TaskInaccessible,
        "A task must be accessible in its assembly",
        "Task method '{4}' can't be called from generated code, because '{2}' is private, protected or local to its file. The worker has to call it. Make it internal or public.");

    public static readonly DiagnosticDescriptor ReservedParameterName = DeclarationError(
        DiagnosticIds.ReservedParameterName,
        "The parameter's name is used by the generated methods",
        "{0} has the name of a parameter that the generated EnqueueAsync adds itself. C# allows a name once per method. Choose another name; client, transaction, options and cancellationToken are reserved.");

    public static readonly DiagnosticDescriptor ReturnType = DeclarationError(
        DiagnosticIds.ReturnType,
        "A task can't return this type",
        "Task method '{4}' returns '{1}'. The worker can only await Task and ValueTask and store the value in them. Return void, Task, ValueTask, a value, Task<T> or ValueTask<T>.");

    public static readonly DiagnosticDescriptor InvalidStubName = DeclarationError(
        DiagnosticIds.InvalidStubName,
        "StubName is no class name",
        "StubName '{2}' of task method '{4}' can't be the name of a class. The generated class is called by it, so it must be a C# identifier without namespace or type arguments. Use letters, digits and underscores.");

    public static readonly DiagnosticDescriptor ServiceType = DeclarationError(
        DiagnosticIds.ServiceType,
        "This type can't be a service",
        "{0} is marked as a service, but '{1}' can't come out of a service container. Containers hold classes and interfaces. Take the service that makes the value, or drop the attribute if it belongs to the payload.");

    public static readonly DiagnosticDescriptor NotAnOrdinaryMethod = DeclarationError(
        DiagnosticIds.NotAnOrdinaryMethod,
        "Only an ordinary method can be a task",
        "[QueueTask] stands on {2}. The generated code calls the task by its name from outside, which is only possible for an ordinary static method with a body. Move the code into such a method.");

    public static readonly DiagnosticDescriptor LanguageVersion = DeclarationError(
        DiagnosticIds.LanguageVersion,
        "Tasks need C# 12 or later",
        "Task method '{4}' is compiled as C# {2}. The generated code needs C# 12, so it is not generated. Set LangVersion to 12.0 or later, or remove it to take the target framework's default.");
}
