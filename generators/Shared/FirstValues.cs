using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedTasks.Shared;

/// <summary>What members hold before anything sets them, as far as the declarations tell.</summary>
internal static class FirstValues
{
    /// <summary>
    /// Whether a member of a reference type is null until it is set: it has no initializer or one that is null, <c>= null!</c>, and no constructor
    /// seems to set it. Where that can't be seen, in other assemblies and behind accessors with bodies, it counts as set.
    /// </summary>
    public static bool IsNull(ISymbol member, INamedTypeSymbol type)
        => member.DeclaringSyntaxReferences.Length == 1 && IsNull(member.DeclaringSyntaxReferences[0].GetSyntax()) && !Declaring(type).SelectMany(Constructors).Any(constructor => MaySet(constructor, member.Name));

    private static bool IsNull(SyntaxNode declaration) => declaration switch
    {
        PropertyDeclarationSyntax { ExpressionBody: null, AccessorList.Accessors: var accessors } property
            => accessors.All(accessor => accessor.Body is null && accessor.ExpressionBody is null) && IsNull(property.Initializer?.Value),
        VariableDeclaratorSyntax field => IsNull(field.Initializer?.Value),
        _ => false, // a parameter of a record
    };

    private static bool IsNull(ExpressionSyntax? value) => value switch
    {
        null or DefaultExpressionSyntax => true,
        ParenthesizedExpressionSyntax inner => IsNull(inner.Expression),
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } inner => IsNull(inner.Operand),
        _ => value.IsKind(SyntaxKind.NullLiteralExpression) || value.IsKind(SyntaxKind.DefaultLiteralExpression),
    };

    private static IEnumerable<INamedTypeSymbol> Declaring(INamedTypeSymbol type)
    {
        for (var declaring = type; declaring is not null; declaring = declaring.BaseType) yield return declaring;
    }

    private static IEnumerable<ConstructorDeclarationSyntax> Constructors(INamedTypeSymbol type)
        => type.InstanceConstructors.SelectMany(constructor => constructor.DeclaringSyntaxReferences).Select(reference => reference.GetSyntax()).OfType<ConstructorDeclarationSyntax>();

    // Itself, or in a method that it calls.
    private static bool MaySet(ConstructorDeclarationSyntax constructor, string name)
        => ((SyntaxNode?)constructor.Body ?? constructor.ExpressionBody)?.DescendantNodes()
            .Any(node => node is InvocationExpressionSyntax || (node is IdentifierNameSyntax identifier && identifier.Identifier.ValueText == name)) == true;
}
