using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedTasks.Shared;

namespace TypedTasks.CodeFixes;

/// <summary>Makes a private or protected task method internal, if the types of its parameters allow that.</summary>
[Shared]
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakeInternalFix))]
public sealed class MakeInternalFix() : SyntaxFix<MethodDeclarationSyntax>(DiagnosticIds.TaskInaccessible)
{
    /// <inheritdoc/>
    protected override string Title => "Make the method internal";

    /// <inheritdoc/>
    protected override IEnumerable<SyntaxNode> Changes(SyntaxNode root, MethodDeclarationSyntax node, SemanticModel model, Diagnostic diagnostic)
    {
        if (node is not null && Internal(node) is { } changed) yield return root.ReplaceNode(node, changed);
    }

    private static MethodDeclarationSyntax? Internal(MethodDeclarationSyntax node)
    {
        var access = node.Modifiers.Where(modifier => SyntaxFacts.IsAccessibilityModifier(modifier.Kind())).ToList();
        if (access.Any(modifier => modifier.IsKind(SyntaxKind.PublicKeyword) || modifier.IsKind(SyntaxKind.InternalKeyword))) return null; // the class is in the way
        if (access.Count == 0) return Modifiers.Insert(node, 0, SyntaxKind.InternalKeyword);

        var @internal = SyntaxFactory.Token(access[0].LeadingTrivia, SyntaxKind.InternalKeyword, access[access.Count - 1].TrailingTrivia);
        var others = node.Modifiers.Where(modifier => !access.Contains(modifier));
        return node.WithModifiers(SyntaxFactory.TokenList(others.Prepend(@internal)));
    }
}
