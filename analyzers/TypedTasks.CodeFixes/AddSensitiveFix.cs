using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;
using TypedTasks.Shared;

namespace TypedTasks.CodeFixes;

/// <summary>Marks a parameter, property or field that is named like a secret <c>[Sensitive]</c>.</summary>
[Shared]
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddSensitiveFix))]
public sealed class AddSensitiveFix() : SyntaxFix<SyntaxNode>(DiagnosticIds.SecretInPayload)
{
    /// <inheritdoc/>
    protected override string Title => "Mark it [Sensitive]";

    /// <inheritdoc/>
    protected override IEnumerable<SyntaxNode> Changes(SyntaxNode root, SyntaxNode node, SemanticModel model, Diagnostic diagnostic)
    {
        if (root is null || node?.AncestorsAndSelf().FirstOrDefault(IsMarkable) is not { } declaration) yield break;
        if (declaration is ParameterSyntax parameter) yield return root.ReplaceNode(parameter, Inline(parameter));
        else if (declaration is MemberDeclarationSyntax member) yield return root.ReplaceNode(member, StartsLine(member) ? OnItsOwnLine(member) : Inline(member));
    }

    private static bool IsMarkable(SyntaxNode node) => node is ParameterSyntax or PropertyDeclarationSyntax or FieldDeclarationSyntax;

    private static ParameterSyntax Inline(ParameterSyntax parameter)
        => parameter.WithoutLeadingTrivia()
            .WithAttributeLists(parameter.WithoutLeadingTrivia().AttributeLists.Insert(0, Attributes(SyntaxFactory.Space)))
            .WithLeadingTrivia(parameter.GetLeadingTrivia());

    private static MemberDeclarationSyntax Inline(MemberDeclarationSyntax member) => Marked(member, Attributes(SyntaxFactory.Space), []);

    // A comment stays above the attribute, and the member keeps its indentation.
    private static MemberDeclarationSyntax OnItsOwnLine(MemberDeclarationSyntax member)
    {
        var indentation = member.GetLeadingTrivia() is { Count: > 0 } trivia ? trivia[trivia.Count - 1] : default;
        var lineEnd = member.SyntaxTree.GetRoot().DescendantTrivia().FirstOrDefault(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia));
        return Marked(member, Attributes(lineEnd), indentation.IsKind(SyntaxKind.WhitespaceTrivia) ? [indentation] : []);
    }

    private static MemberDeclarationSyntax Marked(MemberDeclarationSyntax member, AttributeListSyntax list, SyntaxTriviaList before)
    {
        var bare = member.WithLeadingTrivia(before);
        return bare.WithAttributeLists(bare.AttributeLists.Insert(0, list)).WithLeadingTrivia(member.GetLeadingTrivia());
    }

    private static bool StartsLine(MemberDeclarationSyntax member)
        => member.GetFirstToken().GetPreviousToken() is var before && (before.IsKind(SyntaxKind.None) || before.TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia));

    private static AttributeListSyntax Attributes(SyntaxTrivia after)
        => SyntaxFactory.AttributeList(SyntaxFactory.SingletonSeparatedList(
                SyntaxFactory.Attribute(SyntaxFactory.ParseName("TypedTasks.Sensitive").WithAdditionalAnnotations(Simplifier.Annotation))))
            .WithTrailingTrivia(after);
}
