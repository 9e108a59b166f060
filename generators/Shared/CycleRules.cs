using Microsoft.CodeAnalysis;

namespace TypedTasks.Shared;

/// <summary>
/// Finds pairs of types that refer to each other through members that can be set later, as entities with navigation properties do: their objects
/// can form cycles. A type that contains itself is a tree, and immutable types can't form cycles; both are allowed.
/// </summary>
internal static class CycleRules
{
    /// <summary>The other type of such a pair, if a settable member of <paramref name="type"/> refers back to a type it is being reached from.</summary>
    public static INamedTypeSymbol? LeadsBack(IEnumerable<INamedTypeSymbol> open, INamedTypeSymbol type, ITypeSymbol memberType)
    {
        if (Referenced(memberType) is not { } target || Same(target, type) || !open.Any(opened => Same(opened, target))) return null;
        return target.GetMembers().Any(member => member is IPropertySymbol { SetMethod: { IsInitOnly: false } } back
            && !JsonAttributes.IsIgnored(back)
            && Referenced(back.Type) is { } other && Same(other, type)) ? target : null;
    }

    private static INamedTypeSymbol? Referenced(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => Referenced(array.ElementType),
        INamedTypeSymbol named when KnownCollections.Collection(named) is not null => Referenced(named.TypeArguments[0]),
        INamedTypeSymbol named when KnownCollections.Dictionary(named) is not null => Referenced(named.TypeArguments[1]),
        INamedTypeSymbol { IsReferenceType: true } named => named,
        _ => null,
    };

    private static bool Same(ISymbol left, ISymbol right) => SymbolEqualityComparer.Default.Equals(left, right);
}
