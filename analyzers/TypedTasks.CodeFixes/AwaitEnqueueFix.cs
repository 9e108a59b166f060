using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;
using TypedTasks.Shared;

namespace TypedTasks.CodeFixes;

/// <summary>Awaits a call that enqueues, in a method that returned nothing and becomes <c>async Task</c>.</summary>
[Shared]
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AwaitEnqueueFix))]
public sealed class AwaitEnqueueFix() : SyntaxFix<InvocationExpressionSyntax>(DiagnosticIds.EnqueueNotAwaited)
{
    /// <inheritdoc/>
    protected override string Title => "Await the call";

    /// <inheritdoc/>
    protected override IEnumerable<SyntaxNode> Changes(SyntaxNode root, InvocationExpressionSyntax node, SemanticModel model, Diagnostic diagnostic)
    {
        if (node is not { Parent: ExpressionStatementSyntax or ArrowExpressionClauseSyntax }) yield break;
        if (node.Ancestors().FirstOrDefault(ancestor => ancestor is MethodDeclarationSyntax or LocalFunctionStatementSyntax or LambdaExpressionSyntax) is not MethodDeclarationSyntax method) yield break;

        var changed = root.TrackNodes(node, method);
        var call = changed.GetCurrentNode(node)!; // tracked in the line above
        changed = changed.ReplaceNode(call, SyntaxFactory.AwaitExpression(
            SyntaxFactory.Token(SyntaxKind.AwaitKeyword).WithTrailingTrivia(SyntaxFactory.Space), call.WithoutTrivia()).WithTriviaFrom(call));
        var awaiting = changed.GetCurrentNode(method)!; // tracked too
        if (awaiting.Modifiers.Any(SyntaxKind.AsyncKeyword)) yield return changed;
        else if (awaiting.ReturnType is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword }) yield return changed.ReplaceNode(awaiting, Async(awaiting));
    }

    private static MethodDeclarationSyntax Async(MethodDeclarationSyntax method)
    {
        var task = SyntaxFactory.ParseTypeName("System.Threading.Tasks.Task").WithAdditionalAnnotations(Simplifier.Annotation);
        return Modifiers.Insert(method.WithReturnType(task.WithTriviaFrom(method.ReturnType)), method.Modifiers.Count, SyntaxKind.AsyncKeyword);
    }
}
