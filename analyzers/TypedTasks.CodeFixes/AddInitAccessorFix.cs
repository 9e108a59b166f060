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
        if (node.Modifiers.Any(SyntaxKind.OverrideKeyword) || node.Modifiers.Any(SyntaxKind.PartialKeyword)) return null; // another declaration decides on its accessors
        if (accessors.Accessors.Any(accessor => accessor.Body is not null || accessor.ExpressionBody is not null)) return null;

        var getter = accessors.Accessors.FirstOrDefault(accessor => accessor.IsKind(SyntaxKind.GetAccessorDeclaration));
        if (getter is null || getter.Modifiers.Count > 0) return null;
        var setter = accessors.Accessors.FirstOrDefault(accessor => !accessor.IsKind(SyntaxKind.GetAccessorDeclaration));
        if (setter is { Modifiers.Count: 0 }) return null; // it can be set; what is wrong is something else
        var open = setter is null || setter.IsKind(SyntaxKind.InitAccessorDeclaration) ? SyntaxKind.InitAccessorDeclaration : SyntaxKind.SetAccessorDeclaration;
        var accessor = SyntaxFactory.AccessorDeclaration(open).WithSemicolonToken(SyntaxFactory.Token(SyntaxKind.SemicolonToken)).WithTrailingTrivia(SyntaxFactory.Space);
        return node.WithAccessorList(accessors.WithAccessors([getter, accessor]));
    }
}
