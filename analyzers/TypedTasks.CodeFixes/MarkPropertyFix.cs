using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedTasks.Shared;

namespace TypedTasks.CodeFixes;

/// <summary>Makes <c>[property: Sensitive]</c> of <c>[field: Sensitive]</c>.</summary>
[Shared]
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MarkPropertyFix))]
public sealed class MarkPropertyFix() : SyntaxFix<AttributeListSyntax>(DiagnosticIds.SensitiveHiddenField)
{
    /// <inheritdoc/>
    protected override string Title => "Mark the property";

    /// <inheritdoc/>
    protected override IEnumerable<SyntaxNode> Changes(SyntaxNode root, AttributeListSyntax node, SemanticModel model, Diagnostic diagnostic)
    {
        if (root is null || node is not { Target: { } target, Attributes.Count: 1 }) yield break; // other attributes may belong on the field
        var changed = node.Parent is ParameterSyntax
            ? node.WithTarget(target.WithIdentifier(SyntaxFactory.Token(SyntaxKind.PropertyKeyword).WithTriviaFrom(target.Identifier)))
            : node.WithTarget(null);
        yield return root.ReplaceNode(node, changed);
    }
}
