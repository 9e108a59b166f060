using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedTasks.Shared;

namespace TypedTasks.CodeFixes;

/// <summary>Makes a task's method static.</summary>
[Shared]
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakeStaticFix))]
public sealed class MakeStaticFix() : TaskFix<MethodDeclarationSyntax>(DiagnosticIds.NotStatic)
{
    private static readonly SyntaxKind[] OfInstances = [SyntaxKind.AbstractKeyword, SyntaxKind.VirtualKeyword, SyntaxKind.OverrideKeyword];

    /// <inheritdoc/>
    protected override string Title(MethodDeclarationSyntax node) => $"Make '{node?.Identifier.ValueText}' static";

    /// <inheritdoc/>
    protected override MethodDeclarationSyntax? Replace(MethodDeclarationSyntax node, Diagnostic diagnostic)
    {
        if (node is null || node.Modifiers.Any(modifier => OfInstances.Contains(modifier.Kind()))) return null;
        var afterAccess = node.Modifiers.TakeWhile(modifier => SyntaxFacts.IsAccessibilityModifier(modifier.Kind())).Count();
        return Modifiers.Insert(node, afterAccess, SyntaxKind.StaticKeyword);
    }
}
