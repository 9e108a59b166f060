using Microsoft.CodeAnalysis;

namespace TypedTasks.Shared;

/// <summary>Finds what a type keeps in fields of its own, so that JSON would not hold it.</summary>
/// <remarks>It goes by declarations only: what an accessor does with a field is not looked at.</remarks>
internal static class HiddenState
{
    /// <summary>The fields that belong to no property, neither by the compiler nor by their name or elements.</summary>
    /// <param name="type">The class, record or struct.</param>
    /// <param name="settled">The properties that are stored, or left out by the author's own wish.</param>
    public static IReadOnlyList<IFieldSymbol> Of(INamedTypeSymbol type, IReadOnlyCollection<IPropertySymbol> settled)
        => [.. Declaring(type).SelectMany(declaring => declaring.GetMembers().OfType<IFieldSymbol>())
            .Where(field => field is { IsStatic: false, IsConst: false, AssociatedSymbol: null, CanBeReferencedByName: true, DeclaredAccessibility: not Accessibility.Public })
            .Where(field => !settled.Any(property => IsShownBy(field, property)))];

    /// <summary>Whether a property, from the look of it, gives what a field holds.</summary>
    public static bool IsShownBy(IFieldSymbol field, IPropertySymbol property)
        => string.Equals(NameOf(field), property.Name, StringComparison.OrdinalIgnoreCase)
            || (Element(property.Type) is { } element && SymbolEqualityComparer.Default.Equals(element, Element(field.Type)));

    private static IEnumerable<INamedTypeSymbol> Declaring(INamedTypeSymbol type)
    {
        for (var declaring = type; declaring is { SpecialType: not (SpecialType.System_Object or SpecialType.System_ValueType) }; declaring = declaring.BaseType)
            yield return declaring;
    }

    private static string NameOf(IFieldSymbol field)
    {
        var name = field.Name.StartsWith("m_", StringComparison.Ordinal) ? field.Name.Substring(2) : field.Name;
        return name.Trim('_');
    }

    private static ITypeSymbol? Element(ITypeSymbol type)
    {
        if (type.SpecialType == SpecialType.System_String) return null;
        if (type is IArrayTypeSymbol array) return array.ElementType;
        return type is INamedTypeSymbol named ? named.AllInterfaces.Insert(0, named).FirstOrDefault(IsSequence)?.TypeArguments[0] : null;
    }

    private static bool IsSequence(INamedTypeSymbol type) => type.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T;
}
