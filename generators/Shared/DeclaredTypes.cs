using Microsoft.CodeAnalysis;

namespace TypedTasks.Shared;

/// <summary>Lists the types that namespaces declare.</summary>
internal static class DeclaredTypes
{
    /// <summary>The types of a namespace with those nested in them, and of the namespaces inside it.</summary>
    public static IEnumerable<INamedTypeSymbol> Below(INamespaceSymbol @namespace)
        => @namespace.GetMembers().SelectMany(member => member is INamespaceSymbol inner ? Below(inner) : WithNested((INamedTypeSymbol)member));

    /// <summary>The types of a namespace alone with those nested in them.</summary>
    public static IEnumerable<INamedTypeSymbol> In(INamespaceSymbol @namespace) => @namespace.GetTypeMembers().SelectMany(WithNested);

    // Types are asked for their types alone: all members of all types would have to be made for the others.
    private static IEnumerable<INamedTypeSymbol> WithNested(INamedTypeSymbol type) => type.GetTypeMembers().SelectMany(WithNested).Prepend(type);
}
