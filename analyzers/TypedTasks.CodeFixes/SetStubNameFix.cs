using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedTasks.Shared;

namespace TypedTasks.CodeFixes;

/// <summary>Gives a task whose generated class would have a taken name another one: <c>StubName = "SendReceiptJob"</c>.</summary>
[Shared]
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SetStubNameFix))]
public sealed class SetStubNameFix() : SyntaxFix<MethodDeclarationSyntax>(DiagnosticIds.StubNameTaken)
{
    /// <inheritdoc/>
    protected override string Title => "Choose another name for the generated class";

    /// <inheritdoc/>
    protected override IEnumerable<SyntaxNode> Changes(SyntaxNode root, MethodDeclarationSyntax node, SemanticModel model, Diagnostic diagnostic)
    {
        if (model.GetDeclaredSymbol(node) is not { } method || method.Attribute(MetadataNames.QueueTaskAttribute) is not { } attribute) yield break;
        if (attribute.ApplicationSyntaxReference?.GetSyntax() is not AttributeSyntax syntax || syntax.SyntaxTree != root.SyntaxTree) yield break;
        var name = Free(StubNames.Of(method, new TaskOptions(attribute)).Name.TrimStart('@'), method.ContainingNamespace);
        yield return root.ReplaceNode(syntax, With(syntax, name));
    }

    private static string Free(string taken, INamespaceSymbol @namespace)
    {
        var plain = taken + "Job";
        var name = plain;
        for (var i = 2; @namespace.GetMembers(name).Any(); i++) name = plain + i;
        return name;
    }

    private static AttributeSyntax With(AttributeSyntax attribute, string name)
    {
        var argument = (AttributeSyntax)SyntaxFactory.ParseCompilationUnit($"[X(StubName = {CSharpNames.Literal(name)})] class Y;").DescendantNodes().First(node => node is AttributeSyntax);
        var chosen = argument.ArgumentList!.Arguments[0]; // written in the line above
        if (attribute.ArgumentList is not { Arguments.Count: > 0 } list) return attribute.WithArgumentList(SyntaxFactory.AttributeArgumentList(SyntaxFactory.SingletonSeparatedList(chosen)));

        var known = list.Arguments.FirstOrDefault(candidate => candidate.NameEquals?.Name.Identifier.ValueText == "StubName");
        if (known is not null) return attribute.ReplaceNode(known, chosen.WithTriviaFrom(known));
        var comma = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space);
        return attribute.WithArgumentList(list.WithArguments(SyntaxFactory.SeparatedList<AttributeArgumentSyntax>(list.Arguments.GetWithSeparators().AddRange([comma, chosen]))));
    }
}
