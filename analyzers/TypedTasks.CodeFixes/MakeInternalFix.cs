using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedTasks.Shared;

namespace TypedTasks.CodeFixes;

/// <summary>Makes a private or protected task method internal.</summary>
[Shared]
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakeInternalFix))]
public sealed class MakeInternalFix() : TaskFix<MethodDeclarationSyntax>(DiagnosticIds.TaskInaccessible)
{
    /// <inheritdoc/>
    protected override string Title(MethodDeclarationSyntax node) => $"Make '{node?.Identifier.ValueText}' internal";

    /// <inheritdoc/>
    protected override MethodDeclarationSyntax? Replace(MethodDeclarationSyntax node, Diagnostic diagnostic)
    {
        if (node is null) return null;
        var access = node.Modifiers.Where(modifier => SyntaxFacts.IsAccessibilityModifier(modifier.Kind())).ToList();
        if (access.Any(modifier => modifier.IsKind(SyntaxKind.PublicKeyword) || modifier.IsKind(SyntaxKind.InternalKeyword))) return null; // the class is in the way
        if (access.Count == 0) return Modifiers.Insert(node, 0, SyntaxKind.InternalKeyword);

        var @internal = SyntaxFactory.Token(access[0].LeadingTrivia, SyntaxKind.InternalKeyword, access[access.Count - 1].TrailingTrivia);
        var others = node.Modifiers.Where(modifier => !access.Contains(modifier));
        return node.WithModifiers(SyntaxFactory.TokenList(others.Prepend(@internal)));
    }
}
