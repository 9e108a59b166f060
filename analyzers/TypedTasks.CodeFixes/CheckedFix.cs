using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace TypedTasks.CodeFixes;

/// <summary>A fix that may break code around it, such as a change of type, and is therefore offered only where the project still compiles afterwards.</summary>
/// <param name="ids">The numbers of the diagnostics it is for.</param>
public abstract class CheckedFix(params string[] ids) : CodeFixProvider
{
    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; } = [.. ids];

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => new FixAllInOrder(Title, GetType().Name, FixAllAsync);

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (await FixAsync(context.Document, diagnostic, diagnostic.Location.SourceSpan, context.CancellationToken).ConfigureAwait(false) is not { } changed) continue;
            context.RegisterCodeFix(CodeAction.Create(Title, _ => Task.FromResult(changed), GetType().Name), diagnostic);
        }
    }

    /// <summary>What the fix is called in the editor.</summary>
    protected abstract string Title { get; }

    /// <summary>The ways to fix it, best first; none if there is no way.</summary>
    /// <param name="document">The document.</param>
    /// <param name="diagnostic">The diagnostic; its place may be out of date.</param>
    /// <param name="span">Where it is now.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    protected abstract Task<IReadOnlyList<SyntaxNode>> ChangesAsync(Document document, Diagnostic diagnostic, TextSpan span, CancellationToken cancellationToken);

    private async Task<Document?> FixAsync(Document document, Diagnostic diagnostic, TextSpan span, CancellationToken cancellationToken)
    {
        var changes = await ChangesAsync(document, diagnostic, span, cancellationToken).ConfigureAwait(false);
        if (changes.Count == 0) return null;
        var before = await ErrorsAsync(document, cancellationToken).ConfigureAwait(false);
        int? inProject = null;
        foreach (var root in changes)
        {
            var changed = document.WithSyntaxRoot(root);
            if (await ErrorsAsync(changed, cancellationToken).ConfigureAwait(false) > before) continue; // most of what breaks breaks nearby
            inProject ??= await ProjectErrors.CountAsync(document.Project, cancellationToken).ConfigureAwait(false);
            if (await ProjectErrors.CountAsync(changed.Project, cancellationToken).ConfigureAwait(false) <= inProject) return changed;
        }

        return null;
    }

    // One after the other, because each may change what the next one finds: a name that is taken now, a method that is async now.
    private async Task<Document> FixAllAsync(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        var open = diagnostics.Select(diagnostic => (Diagnostic: diagnostic, Span: diagnostic.Location.SourceSpan)).OrderByDescending(item => item.Span.Start).ToList();
        while (open.Count > 0)
        {
            var (diagnostic, span) = open[0];
            open.RemoveAt(0);
            if (await FixAsync(document, diagnostic, span, cancellationToken).ConfigureAwait(false) is not { } changed) continue;
            var changes = (await changed.GetTextChangesAsync(document, cancellationToken).ConfigureAwait(false)).ToList();
            open = [.. open.Select(item => (item.Diagnostic, Moved(item.Span, changes)))];
            document = changed;
        }

        return document;
    }

    private static TextSpan Moved(TextSpan span, List<TextChange> changes)
        => new(span.Start + changes.Where(change => change.Span.End <= span.Start).Sum(change => (change.NewText?.Length ?? 0) - change.Span.Length), span.Length);

    private static async Task<int> ErrorsAsync(Document document, CancellationToken cancellationToken)
    {
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        return model?.GetDiagnostics(cancellationToken: cancellationToken).Count(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) ?? 0;
    }
}
