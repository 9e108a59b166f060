using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedTasks.Shared;

namespace TypedTasks.CodeFixes;

/// <summary>Makes a task's method static, if it uses nothing of its object.</summary>
[Shared]
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakeStaticFix))]
public sealed class MakeStaticFix() : SyntaxFix<MethodDeclarationSyntax>(DiagnosticIds.NotStatic)
{
    private static readonly SyntaxKind[] OfInstances = [SyntaxKind.AbstractKeyword, SyntaxKind.VirtualKeyword, SyntaxKind.OverrideKeyword];

    /// <inheritdoc/>
    protected override string Title => "Make the method static";

    /// <inheritdoc/>
    protected override IEnumerable<SyntaxNode> Changes(SyntaxNode root, MethodDeclarationSyntax node, SemanticModel model, Diagnostic diagnostic)
    {
        if (node is null || node.Modifiers.Any(modifier => OfInstances.Contains(modifier.Kind()))) yield break;
        var afterAccess = node.Modifiers.TakeWhile(modifier => SyntaxFacts.IsAccessibilityModifier(modifier.Kind())).Count();
        yield return root.ReplaceNode(node, Modifiers.Insert(node, afterAccess, SyntaxKind.StaticKeyword));
    }
}
