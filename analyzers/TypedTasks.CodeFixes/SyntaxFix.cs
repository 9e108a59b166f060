using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace TypedTasks.CodeFixes;

/// <summary>A checked fix that changes one node, or what stands around it.</summary>
/// <typeparam name="TNode">The kind of node that the diagnostic is about.</typeparam>
/// <param name="ids">The numbers of the diagnostics it is for.</param>
public abstract class SyntaxFix<TNode>(params string[] ids) : CheckedFix(ids)
    where TNode : SyntaxNode
{
    /// <inheritdoc/>
    protected sealed override async Task<IReadOnlyList<SyntaxNode>> ChangesAsync(Document document, Diagnostic diagnostic, TextSpan span, CancellationToken cancellationToken)
    {
        if (document is null || diagnostic is null) return [];
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (root is null || model is null || !root.FullSpan.Contains(span)) return [];
        return root.FindNode(span, getInnermostNodeForTie: true).FirstAncestorOrSelf<TNode>() is { } node ? [.. Changes(root, node, model, diagnostic)] : [];
    }

    /// <summary>The document's root after the fix, in each way it can be made, best first.</summary>
    protected abstract IEnumerable<SyntaxNode> Changes(SyntaxNode root, TNode node, SemanticModel model, Diagnostic diagnostic);
}
