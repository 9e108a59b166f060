using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedTasks.Shared;

namespace TypedTasks.CodeFixes;

/// <summary>Makes the class of a task called <c>Run</c> partial, with the types around it.</summary>
[Shared]
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakePartialFix))]
public sealed class MakePartialFix() : SyntaxFix<MethodDeclarationSyntax>(DiagnosticIds.RunOutsidePartial)
{
    /// <inheritdoc/>
    protected override string Title => "Make the class partial";

    /// <inheritdoc/>
    protected override IEnumerable<SyntaxNode> Changes(SyntaxNode root, MethodDeclarationSyntax node, SemanticModel model, Diagnostic diagnostic)
    {
        if (root is null || node is null) yield break;
        var types = node.Ancestors().OfType<TypeDeclarationSyntax>().Where(type => !type.Modifiers.Any(SyntaxKind.PartialKeyword));
        yield return root.ReplaceNodes(types, (_, type) => Modifiers.Insert(type, type.Modifiers.Count, SyntaxKind.PartialKeyword)); // the last of the modifiers
    }
}
