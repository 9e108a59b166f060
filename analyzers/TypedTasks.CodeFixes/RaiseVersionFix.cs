using System.Composition;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedTasks.Shared;

namespace TypedTasks.CodeFixes;

/// <summary>Raises the version of a task by one, where that is all that is needed.</summary>
[Shared]
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RaiseVersionFix))]
public sealed class RaiseVersionFix() : TaskFix<MethodDeclarationSyntax>(DiagnosticIds.RenamedInVersion, DiagnosticIds.AcceptsMoreInVersion, DiagnosticIds.SensitivityChangedInVersion, DiagnosticIds.ResultChanged)
{
    private const string Attribute = "QueueTask";
    private const string Argument = "Version";

    /// <inheritdoc/>
    protected override Location? Place(Diagnostic diagnostic) => diagnostic?.AdditionalLocations is { Count: > 0 } places ? places[0] : null;

    /// <inheritdoc/>
    protected override string Title(MethodDeclarationSyntax node) => $"Raise the version of '{node?.Identifier.ValueText}'";

    /// <inheritdoc/>
    protected override MethodDeclarationSyntax? Replace(MethodDeclarationSyntax node, Diagnostic diagnostic)
    {
        var attribute = node?.AttributeLists.SelectMany(list => list.Attributes).FirstOrDefault(IsQueueTask);
        if (node is null || attribute is null) return null;

        var given = attribute.ArgumentList?.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == Argument);
        if (given is null) return node.ReplaceNode(attribute, attribute.AddArgumentListArguments(VersionArgument(2)));
        return given.Expression is LiteralExpressionSyntax { Token.Value: int version } literal
            ? node.ReplaceNode(literal, Number(version + 1).WithTriviaFrom(literal))
            : null;
    }

    private static bool IsQueueTask(AttributeSyntax attribute)
    {
        var name = attribute.Name is QualifiedNameSyntax qualified ? qualified.Right.Identifier.ValueText : (attribute.Name as SimpleNameSyntax)?.Identifier.ValueText;
        return name is Attribute or Attribute + "Attribute";
    }

    private static AttributeArgumentSyntax VersionArgument(int version)
        => SyntaxFactory.AttributeArgument(Number(version)).WithNameEquals(
            SyntaxFactory.NameEquals(
                SyntaxFactory.IdentifierName(Argument).WithTrailingTrivia(SyntaxFactory.Space),
                SyntaxFactory.Token(SyntaxKind.EqualsToken).WithTrailingTrivia(SyntaxFactory.Space)));

    private static LiteralExpressionSyntax Number(int version)
        => SyntaxFactory.LiteralExpression(SyntaxKind.NumericLiteralExpression, SyntaxFactory.Literal(version.ToString(CultureInfo.InvariantCulture), version));
}
