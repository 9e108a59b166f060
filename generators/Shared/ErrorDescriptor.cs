using Microsoft.CodeAnalysis;

namespace TypedTasks.Shared;

/// <summary>Makes the descriptors of errors. Every one has a page.</summary>
internal static class ErrorDescriptor
{
    /// <summary>Where the pages are.</summary>
    public const string HelpFolder = "https://github.com/typedtasks/typedtasks/blob/main/docs/diagnostics/";

    // Not configurable: the generated stub of a faulty task only throws, so turning the error off would move it to run time.
    public static DiagnosticDescriptor Of(string id, string category, string title, string message, params string[] tags)
        => new(id, title, message, category, DiagnosticSeverity.Error, isEnabledByDefault: true, description: null, HelpFolder + id + ".md", [WellKnownDiagnosticTags.NotConfigurable, .. tags]);
}
