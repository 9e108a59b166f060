using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Rename;
using TypedTasks.Shared;

namespace TypedTasks.CodeFixes;

/// <summary>Renames a task's method so that it ends in <c>Async</c>; the generated class keeps its name.</summary>
[Shared]
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddAsyncSuffixFix))]
public sealed class AddAsyncSuffixFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticIds.MissingAsyncSuffix];

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => null; // renames of several methods at once could meet in one place

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindNode(context.Span).FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } node) return;
        if (model?.GetDeclaredSymbol(node, context.CancellationToken) is not { } method) return;

        var name = method.Name + "Async";
        if (method.ContainingType.GetMembers(name).Length > 0) return; // calls could mean either
        context.RegisterCodeFix(
            CodeAction.Create(
                $"Rename to '{name}'",
                cancellationToken => Renamer.RenameSymbolAsync(context.Document.Project.Solution, method, new SymbolRenameOptions(), name, cancellationToken),
                nameof(AddAsyncSuffixFix)),
            context.Diagnostics);
    }
}
