using Microsoft.CodeAnalysis;
using TypedTasks.Shared;

namespace TypedTasks.Analyzers.Descriptors;

/// <summary>Makes descriptors of one form: every one has a page, and every message says what, why and how to fix.</summary>
/// <remarks>
/// The placeholders of all messages that come from a <see cref="Fault"/> are the same: {0} the subject ("Parameter 'order' of task 'Ship'"),
/// {1} the type, {2} the fault's detail, {3} what may be said only of a parameter itself, {4} the task's method, {5} what to do
/// about a type of another assembly.
/// </remarks>
internal static class Describe
{
    public static DiagnosticDescriptor DeclarationError(string id, string title, string message) => ErrorDescriptor.Of(id, "TypedTasks.Declaration", title, message);

    public static DiagnosticDescriptor AssemblyError(string id, string title, string message)
        => ErrorDescriptor.Of(id, "TypedTasks.Declaration", title, message, WellKnownDiagnosticTags.CompilationEnd);

    public static DiagnosticDescriptor PayloadError(string id, string title, string message) => ErrorDescriptor.Of(id, "TypedTasks.Payload", title, message);

    public static DiagnosticDescriptor OptionError(string id, string title, string message) => ErrorDescriptor.Of(id, "TypedTasks.Options", title, message);

    public static DiagnosticDescriptor EvolutionError(string id, string title, string message, params string[] tags) => ErrorDescriptor.Of(id, "TypedTasks.Evolution", title, message, tags);

    public static DiagnosticDescriptor Warning(string id, string category, string title, string message)
        => new(id, title, message, category, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: ErrorDescriptor.HelpFolder + id + ".md");

    public static DiagnosticDescriptor AssemblyWarning(string id, string category, string title, string message)
        => new(id, title, message, category, DiagnosticSeverity.Warning, isEnabledByDefault: true, description: null, ErrorDescriptor.HelpFolder + id + ".md", WellKnownDiagnosticTags.CompilationEnd);

    public static DiagnosticDescriptor Info(string id, string category, string title, string message)
        => new(id, title, message, category, DiagnosticSeverity.Info, isEnabledByDefault: true, helpLinkUri: ErrorDescriptor.HelpFolder + id + ".md");
}
