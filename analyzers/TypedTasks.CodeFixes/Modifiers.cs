using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedTasks.CodeFixes;

/// <summary>Changes the modifiers of a method and leaves comments and line ends where they are.</summary>
internal static class Modifiers
{
    public static MethodDeclarationSyntax Insert(MethodDeclarationSyntax method, int position, SyntaxKind keyword)
    {
        var token = SyntaxFactory.Token(keyword).WithTrailingTrivia(SyntaxFactory.Space);
        if (position > 0) return method.WithModifiers(method.Modifiers.Insert(position, token));

        // The first token after the attributes carries the line's indentation.
        var first = method.Modifiers.Count > 0 ? method.Modifiers[0] : method.ReturnType.GetFirstToken();
        var indented = token.WithLeadingTrivia(first.LeadingTrivia);
        var bare = method.ReplaceToken(first, first.WithLeadingTrivia());
        return bare.WithModifiers(bare.Modifiers.Insert(0, indented));
    }
}
