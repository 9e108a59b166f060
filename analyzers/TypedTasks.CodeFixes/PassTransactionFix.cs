using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedTasks.Analyzers;
using TypedTasks.Shared;

namespace TypedTasks.CodeFixes;

/// <summary>Enqueues in the transaction that is open: passes it to the stub, or asks the client for one of that transaction.</summary>
[Shared]
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PassTransactionFix))]
public sealed class PassTransactionFix() : SyntaxFix<InvocationExpressionSyntax>(DiagnosticIds.OutsideTransaction)
{
    private const string Client = "TypedTasks.ITaskClient";

    /// <inheritdoc/>
    protected override string Title => "Enqueue in the transaction";

    /// <inheritdoc/>
    protected override IEnumerable<SyntaxNode> Changes(SyntaxNode root, InvocationExpressionSyntax node, SemanticModel model, Diagnostic diagnostic)
    {
        if (!diagnostic.Properties.TryGetValue(TransactionAnalyzer.Transaction, out var name) || name is null) yield break;
        if (node.Expression is not MemberAccessExpressionSyntax called || model.GetSymbolInfo(node).Symbol is not IMethodSymbol method) yield break;

        var client = method.IsStatic
            ? node.ArgumentList.Arguments.Select(argument => argument.Expression).FirstOrDefault(argument => model.GetTypeInfo(argument).Type?.IsOrDerivesFrom(Client) == true)
            : called.Expression;
        if (client is not null) yield return root.ReplaceNode(client, SyntaxFactory.ParseExpression($"{client.WithoutTrivia()}.In({name})").WithTriviaFrom(client));
        else yield return root.ReplaceNode(node, node.WithArgumentList(First(node.ArgumentList, name)));
    }

    private static ArgumentListSyntax First(ArgumentListSyntax arguments, string name)
    {
        var first = SyntaxFactory.Argument(SyntaxFactory.ParseExpression(name));
        if (arguments.Arguments.Count == 0) return arguments.WithArguments(SyntaxFactory.SingletonSeparatedList(first));
        var comma = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space);
        return arguments.WithArguments(SyntaxFactory.SeparatedList<ArgumentSyntax>(arguments.Arguments.GetWithSeparators().InsertRange(0, [first, comma])));
    }
}
