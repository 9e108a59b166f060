using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace TypedTasks.CodeFixes;

/// <summary>A fix that replaces one node of syntax, which it finds by the place of the diagnostic.</summary>
/// <typeparam name="TNode">The kind of node that is replaced.</typeparam>
/// <param name="ids">The numbers of the diagnostics it is for.</param>
public abstract class TaskFix<TNode>(params string[] ids) : CodeFixProvider
    where TNode : SyntaxNode
{
    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; } = [.. ids];

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (Place(diagnostic) is not { SourceTree: { } tree } place) continue;
            var document = context.Document.Project.Solution.GetDocument(tree);
            if (document is null || await document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root) continue;
            if (root.FindNode(place.SourceSpan).FirstAncestorOrSelf<TNode>() is not { } node || Replace(node, diagnostic) is not { } replacement) continue;

            var title = Title(node);
            context.RegisterCodeFix(
                CodeAction.Create(title, _ => Task.FromResult(document.WithSyntaxRoot(root.ReplaceNode(node, replacement)).Project.Solution), GetType().Name),
                diagnostic);
        }
    }

    /// <summary>Where the node is; by default where the diagnostic is.</summary>
    protected virtual Location? Place(Diagnostic diagnostic) => diagnostic?.Location;

    /// <summary>What the fix is called in the editor.</summary>
    protected abstract string Title(TNode node);

    /// <summary>The node as it should be; null if this node can't be fixed.</summary>
    protected abstract TNode? Replace(TNode node, Diagnostic diagnostic);
}
