using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace TypedTasks.CodeFixes;

/// <summary>
/// Fixes one document after the other, each in the program that the fixes before it left: two that declare a type must not both choose the same name.
/// </summary>
/// <param name="title">What it is called in the editor.</param>
/// <param name="key">Tells it from other fixes.</param>
/// <param name="fix">Fixes all of a document.</param>
internal sealed class FixAllInOrder(string title, string key, Func<Document, ImmutableArray<Diagnostic>, CancellationToken, Task<Document>> fix) : FixAllProvider
{
    public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
    {
        var found = await FindAsync(fixAllContext).ConfigureAwait(false);
        return found.Count == 0 ? null : CodeAction.Create(title, cancellationToken => FixAsync(fixAllContext.Solution, found, cancellationToken), key);
    }

    private static async Task<List<(DocumentId Document, ImmutableArray<Diagnostic> Diagnostics)>> FindAsync(FixAllContext context)
    {
        if (context is { Scope: FixAllScope.Document, Document: { } document })
        {
            var diagnostics = await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false);
            return diagnostics.IsEmpty ? [] : [(document.Id, diagnostics)];
        }

        var found = new List<(DocumentId, ImmutableArray<Diagnostic>)>();
        foreach (var project in context.Scope == FixAllScope.Solution ? context.Solution.Projects : [context.Project])
        {
            var diagnostics = (await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false)).ToLookup(diagnostic => project.GetDocument(diagnostic.Location.SourceTree)?.Id);
            found.AddRange(project.DocumentIds.Where(diagnostics.Contains).Select(id => (id, diagnostics[id].ToImmutableArray())));
        }

        return found;
    }

    private async Task<Solution> FixAsync(Solution solution, List<(DocumentId Document, ImmutableArray<Diagnostic> Diagnostics)> found, CancellationToken cancellationToken)
    {
        foreach (var (id, diagnostics) in found)
            if (solution.GetDocument(id) is { } document) solution = (await fix(document, diagnostics, cancellationToken).ConfigureAwait(false)).Project.Solution;
        return solution;
    }
}
