using Microsoft.CodeAnalysis;

namespace TypedTasks.Shared;

/// <summary>Remarks on the members of a payload type, apart from their types.</summary>
internal static class MemberHints
{
    /// <summary>Members that are not stored although they look like data: computed properties, and explicitly implemented ones with a value.</summary>
    public static IEnumerable<Hint> OfLeftOut(INamedTypeSymbol type, ObjectShape shape, HintPlace place)
    {
        var kept = new HashSet<string>(shape.Members.Select(member => member.Name), StringComparer.Ordinal);
        foreach (var property in type.GetMembers().OfType<IPropertySymbol>())
        {
            if (property.IsStatic || property.IsIndexer || property.IsImplicitlyDeclared || JsonAttributes.IsIgnored(property)) continue;
            if (!property.ExplicitInterfaceImplementations.IsEmpty)
            {
                if (IsStored(property)) yield return place.Member(property).Hint(DiagnosticIds.ExplicitMember, property.Type);
            }
            else if (property is { DeclaredAccessibility: Accessibility.Public, SetMethod: null } && !kept.Contains(property.Name))
            {
                yield return place.Member(property).Hint(DiagnosticIds.ComputedMember, property.Type);
            }
        }
    }

    /// <summary>The property of a base class that a stored member hides, so that only one of the two values is stored.</summary>
    public static ISymbol? Hidden(ISymbol member)
    {
        if (member is not IPropertySymbol { IsOverride: false } property) return null;
        for (var declaring = property.ContainingType.BaseType; declaring is not null; declaring = declaring.BaseType)
            if (declaring.GetMembers(property.Name).OfType<IPropertySymbol>().FirstOrDefault(IsHidden) is { } hidden) return hidden;
        return null;
    }

    public static ISymbol? Find(INamedTypeSymbol type, string name)
    {
        for (var declaring = type; declaring is not null; declaring = declaring.BaseType)
            if (declaring.GetMembers(name).FirstOrDefault(member => member is IPropertySymbol or IFieldSymbol) is { } found) return found;
        return null;
    }

    public static ITypeSymbol TypeOf(ISymbol member) => member switch
    {
        IPropertySymbol property => property.Type,
        IParameterSymbol parameter => parameter.Type,
        _ => ((IFieldSymbol)member).Type,
    };

    private static bool IsHidden(IPropertySymbol property)
        => property is { IsStatic: false, IsAbstract: false, DeclaredAccessibility: Accessibility.Public } && !JsonAttributes.IsIgnored(property);

    private static bool IsStored(IPropertySymbol property)
        => property.ContainingType.GetMembers().Any(member => member is IFieldSymbol field && SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));
}
