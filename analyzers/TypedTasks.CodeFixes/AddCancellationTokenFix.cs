using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;
using TypedTasks.Shared;

namespace TypedTasks.CodeFixes;

/// <summary>Adds a <c>CancellationToken</c> as a task's last parameter; with a default where other code calls the method without one.</summary>
[Shared]
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddCancellationTokenFix))]
public sealed class AddCancellationTokenFix() : SyntaxFix<MethodDeclarationSyntax>(DiagnosticIds.NoCancellationToken)
{
    /// <inheritdoc/>
    protected override string Title => "Add a CancellationToken parameter";

    /// <inheritdoc/>
    protected override IEnumerable<SyntaxNode> Changes(SyntaxNode root, MethodDeclarationSyntax node, SemanticModel model, Diagnostic diagnostic)
    {
        if (node is null || node.ParameterList.Parameters.Any(parameter => parameter.Identifier.ValueText == "cancellationToken")) yield break;
        yield return root.ReplaceNode(node, Add(node, ""));
        yield return root.ReplaceNode(node, Add(node, " = default"));
    }

    private static MethodDeclarationSyntax Add(MethodDeclarationSyntax method, string defaultValue)
    {
        var written = SyntaxFactory.ParseParameterList($"(System.Threading.CancellationToken cancellationToken{defaultValue})").Parameters[0];
        var token = written.WithType(written.Type!.WithAdditionalAnnotations(Simplifier.Annotation)); // written with a type in the line above
        var parameters = method.ParameterList.Parameters;
        var position = parameters.Count > 0 && parameters[parameters.Count - 1].Modifiers.Any(SyntaxKind.ParamsKeyword) ? parameters.Count - 1 : parameters.Count;
        var list = position == parameters.Count
            ? Last(parameters, token)
            : parameters.Insert(position, token);
        return method.WithParameterList(method.ParameterList.WithParameters(list));
    }

    private static SeparatedSyntaxList<ParameterSyntax> Last(SeparatedSyntaxList<ParameterSyntax> parameters, ParameterSyntax token)
    {
        if (parameters.Count == 0) return SyntaxFactory.SingletonSeparatedList(token);
        var comma = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space);
        return SyntaxFactory.SeparatedList<ParameterSyntax>(parameters.GetWithSeparators().AddRange([comma, token]));
    }
}
