using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Simplification;
using TypedTasks.Analyzers;
using TypedTasks.Shared;

namespace TypedTasks.CodeFixes;

/// <summary>Enqueues a task that is called directly. What the worker injects is left out.</summary>
[Shared]
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CallStubFix))]
public sealed class CallStubFix() : SyntaxFix<InvocationExpressionSyntax>(DiagnosticIds.DirectCall)
{
    private static readonly string[] NotPayload = ["client", "transaction"];

    /// <inheritdoc/>
    protected override string Title => "Enqueue the task instead";

    /// <inheritdoc/>
    protected override IEnumerable<SyntaxNode> Changes(SyntaxNode root, InvocationExpressionSyntax node, SemanticModel model, Diagnostic diagnostic)
    {
        if (!diagnostic.Properties.TryGetValue(DirectCallAnalyzer.Stub, out var stub) || stub is null) yield break;
        if (model.GetOperation(node) is not IInvocationOperation call || StubNames(stub, model) is not { } known) yield break;
        var enqueue = SyntaxFactory.InvocationExpression(
            SyntaxFactory.MemberAccessExpression(
                SyntaxKind.SimpleMemberAccessExpression, SyntaxFactory.ParseExpression(stub).WithAdditionalAnnotations(Simplifier.Annotation), SyntaxFactory.IdentifierName("EnqueueAsync")),
            new StubArguments(known).Of(node.ArgumentList, call));

        // Whoever uses the task's result can't get it from a job that has not run.
        if (node.Parent is AwaitExpressionSyntax { Parent: ExpressionStatementSyntax or ArrowExpressionClauseSyntax }) yield return root.ReplaceNode(node, enqueue.WithTriviaFrom(node));
        else if (node.Parent is ExpressionStatementSyntax) yield return root.ReplaceNode(node, Await(enqueue).WithTriviaFrom(node));
    }

    private static AwaitExpressionSyntax Await(ExpressionSyntax call)
        => SyntaxFactory.AwaitExpression(SyntaxFactory.Token(SyntaxKind.AwaitKeyword).WithTrailingTrivia(SyntaxFactory.Space), call);

    private static HashSet<string>? StubNames(string stub, SemanticModel model)
    {
        var type = model.Compilation.GetTypeByMetadataName(stub.Replace("global::", "").Replace("@", ""));
        var parameters = type?.GetMembers("EnqueueAsync").OfType<IMethodSymbol>()
            .Select(method => method.Parameters.Select(parameter => parameter.Name).ToList())
            .FirstOrDefault(names => names.Count == 0 || !NotPayload.Contains(names[0]));
        return parameters is null ? null : new HashSet<string>(parameters, StringComparer.Ordinal);
    }
}
