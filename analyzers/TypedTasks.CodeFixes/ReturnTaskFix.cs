using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;
using TypedTasks.Shared;

namespace TypedTasks.CodeFixes;

/// <summary>Lets an <c>async void</c> task return <c>Task</c>.</summary>
[Shared]
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReturnTaskFix))]
public sealed class ReturnTaskFix() : SyntaxFix<MethodDeclarationSyntax>(DiagnosticIds.AsyncVoid)
{
    /// <inheritdoc/>
    protected override string Title => "Return Task";

    /// <inheritdoc/>
    protected override IEnumerable<SyntaxNode> Changes(SyntaxNode root, MethodDeclarationSyntax node, SemanticModel model, Diagnostic diagnostic)
    {
        if (root is null || node is null) yield break;
        var task = SyntaxFactory.ParseTypeName("System.Threading.Tasks.Task").WithTriviaFrom(node.ReturnType).WithAdditionalAnnotations(Simplifier.Annotation);
        yield return root.ReplaceNode(node.ReturnType, task);
    }
}
