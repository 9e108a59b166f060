using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedTasks.CodeFixes;

/// <summary>Changes the modifiers of a method or type and leaves comments and line ends where they are.</summary>
internal static class Modifiers
{
    public static MethodDeclarationSyntax Insert(MethodDeclarationSyntax method, int position, SyntaxKind keyword)
        => Insert(method, method.ReturnType.GetFirstToken(), position, keyword);

    public static TypeDeclarationSyntax Insert(TypeDeclarationSyntax type, int position, SyntaxKind keyword)
        => Insert(type, type.Keyword, position, keyword);

    private static T Insert<T>(T member, SyntaxToken afterModifiers, int position, SyntaxKind keyword)
        where T : MemberDeclarationSyntax
    {
        var token = SyntaxFactory.Token(keyword).WithTrailingTrivia(SyntaxFactory.Space);
        if (position > 0) return (T)member.WithModifiers(member.Modifiers.Insert(position, token));

        // The first token after the attributes carries the line's indentation.
        var first = member.Modifiers.Count > 0 ? member.Modifiers[0] : afterModifiers;
        var indented = token.WithLeadingTrivia(first.LeadingTrivia);
        var bare = member.ReplaceToken(first, first.WithLeadingTrivia());
        return (T)bare.WithModifiers(bare.Modifiers.Insert(0, indented));
    }
}
