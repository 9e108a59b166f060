using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedTasks.Shared;

namespace TypedTasks.CodeFixes;

/// <summary>Declares a <c>DateTimeOffset</c> instead of a <c>DateTime</c>.</summary>
[Shared]
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UseDateTimeOffsetFix))]
public sealed class UseDateTimeOffsetFix() : SyntaxFix<TypeSyntax>(DiagnosticIds.DateTimeInPayload)
{
    /// <inheritdoc/>
    protected override string Title => "Use DateTimeOffset";

    /// <inheritdoc/>
    protected override IEnumerable<SyntaxNode> Changes(SyntaxNode root, TypeSyntax node, SemanticModel model, Diagnostic diagnostic)
    {
        var names = node.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>()
            .Where(name => model.GetSymbolInfo(name).Symbol is INamedTypeSymbol { SpecialType: SpecialType.System_DateTime })
            .ToList();
        if (names.Count == 0) yield break;
        yield return root.ReplaceNodes(names, (_, name) => name.WithIdentifier(SyntaxFactory.Identifier("DateTimeOffset").WithTriviaFrom(name.Identifier)));
    }
}
