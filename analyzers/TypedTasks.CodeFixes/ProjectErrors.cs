using Microsoft.CodeAnalysis;

namespace TypedTasks.CodeFixes;

/// <summary>Counts what the compiler says against a project, generated code included: a fix must not add to it.</summary>
internal static class ProjectErrors
{
    public static async Task<int> CountAsync(Project? project, CancellationToken cancellationToken)
        => project is not null && await project.GetCompilationAsync(cancellationToken).ConfigureAwait(false) is { } compilation
            ? compilation.GetDiagnostics(cancellationToken).Count(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            : 0;
}
