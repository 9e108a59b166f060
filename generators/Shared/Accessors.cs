using Microsoft.CodeAnalysis;

namespace TypedTasks.Shared;

/// <summary>Finds the accessors of a property. One that overrides another may declare only one of them, and has the other all the same.</summary>
internal static class Accessors
{
    public static IMethodSymbol? Getter(IPropertySymbol property)
    {
        for (var current = property; current is not null; current = current.OverriddenProperty)
            if (current.GetMethod is { } getter) return getter;
        return null;
    }

    /// <summary>Its own, or else a public one that it inherits.</summary>
    public static IMethodSymbol? Setter(IPropertySymbol property)
    {
        if (property.SetMethod is { } own) return own;
        for (var current = property.OverriddenProperty; current is not null; current = current.OverriddenProperty)
            if (current.SetMethod is { } inherited) return inherited.DeclaredAccessibility == Accessibility.Public ? inherited : null;
        return null;
    }
}
