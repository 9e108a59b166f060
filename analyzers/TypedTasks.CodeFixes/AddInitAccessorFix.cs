using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedTasks.Shared;

namespace TypedTasks.CodeFixes;

/// <summary>Gives a property of a payload type that would be lost a public <c>init</c> accessor.</summary>
[Shared]
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddInitAccessorFix))]
public sealed class AddInitAccessorFix() : TaskFix<PropertyDeclarationSyntax>(DiagnosticIds.LostMember)
{
    /// <inheritdoc/>
    protected override Location? Place(Diagnostic diagnostic) => diagnostic?.AdditionalLocations is { Count: > 0 } members ? members[0] : null;

    /// <inheritdoc/>
    protected override string Title(PropertyDeclarationSyntax node) => $"Let '{node?.Identifier.ValueText}' be set by an object initializer (init)";

    /// <inheritdoc/>
    protected override PropertyDeclarationSyntax? Replace(PropertyDeclarationSyntax node, Diagnostic diagnostic)
    {
        if (node?.AccessorList is not { } accessors || !node.Modifiers.Any(SyntaxKind.PublicKeyword)) return null;
        if (node.Modifiers.Any(SyntaxKind.OverrideKeyword) || node.Modifiers.Any(SyntaxKind.PartialKeyword) || node.Modifiers.Any(SyntaxKind.AbstractKeyword)) return null; // other declarations decide on its accessors, or would have to follow
        if (accessors.Accessors.Any(accessor => accessor.Body is not null || accessor.ExpressionBody is not null)) return null;

        var getter = accessors.Accessors.FirstOrDefault(accessor => accessor.IsKind(SyntaxKind.GetAccessorDeclaration));
        if (getter is null || getter.Modifiers.Count > 0) return null;
        var setter = accessors.Accessors.FirstOrDefault(accessor => !accessor.IsKind(SyntaxKind.GetAccessorDeclaration));
        if (setter is { Modifiers.Count: 0 }) return null; // it can be set; what is wrong is something else
        return node.WithAccessorList(accessors.WithAccessors([getter, setter is null ? Init(getter) : Public(setter)]));
    }

    // Attributes and comments stay.
    private static AccessorDeclarationSyntax Public(AccessorDeclarationSyntax setter)
    {
        var before = setter.Modifiers.SelectMany(modifier => modifier.LeadingTrivia.Concat(modifier.TrailingTrivia.SkipWhile(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia))));
        return setter.WithModifiers([]).WithKeyword(setter.Keyword.WithLeadingTrivia(before));
    }

    // On a line of its own where the get accessor has one.
    private static AccessorDeclarationSyntax Init(AccessorDeclarationSyntax getter)
    {
        var init = SyntaxFactory.AccessorDeclaration(SyntaxKind.InitAccessorDeclaration).WithSemicolonToken(SyntaxFactory.Token(SyntaxKind.SemicolonToken));
        if (getter.GetTrailingTrivia() is not { Count: > 0 } behind || !behind[behind.Count - 1].IsKind(SyntaxKind.EndOfLineTrivia)) return init.WithTrailingTrivia(SyntaxFactory.Space);
        return init.WithLeadingTrivia(getter.GetLeadingTrivia().Where(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia))).WithTrailingTrivia(behind[behind.Count - 1]);
    }
}
