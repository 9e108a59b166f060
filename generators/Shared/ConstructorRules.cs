using Microsoft.CodeAnalysis;

namespace TypedTasks.Shared;

/// <summary>Chooses the constructor that makes a value when it is read.</summary>
/// <remarks>
/// In this order: the one with <c>[JsonConstructor]</c>; a public one without parameters; the only public one with parameters; the same among
/// internal ones. A struct takes its only constructor with parameters if each has a property, and otherwise starts from its default.
/// </remarks>
internal static class ConstructorRules
{
    public static IMethodSymbol? Choose(PayloadRules rules, INamedTypeSymbol type, string path, IReadOnlyList<ISymbol> members)
    {
        var marked = type.InstanceConstructors.Where(constructor => constructor.Attribute(JsonAttributes.Constructor) is not null).ToList();
        if (marked.Count == 1) return IsCallable(marked[0]) ? marked[0] : Refuse(DiagnosticIds.NoAccessibleConstructor);
        if (marked.Count > 1) return Refuse(DiagnosticIds.AmbiguousConstructor);
        if (type.IsValueType) return ChooseOfStruct(type, members) ?? Refuse(DiagnosticIds.AmbiguousConstructor);

        var callable = type.InstanceConstructors.Where(constructor => constructor.DeclaredAccessibility == Accessibility.Public && !Obsoletion.IsError(constructor)).ToList();
        if (callable.Count == 0) callable = [.. type.InstanceConstructors.Where(IsCallable)];
        if (callable.Count == 0) return Refuse(DiagnosticIds.NoAccessibleConstructor);
        if (callable.Find(constructor => constructor.Parameters.IsEmpty) is { } simple) return simple;
        return callable.Count == 1 ? callable[0] : Refuse(DiagnosticIds.AmbiguousConstructor);

        bool IsCallable(IMethodSymbol constructor) => rules.IsAccessible(constructor) && !Obsoletion.IsError(constructor);

        IMethodSymbol? Refuse(string id)
        {
            rules.Refuse(id, path, type);
            return null;
        }
    }

    public static bool Matches(IParameterSymbol parameter, ISymbol member)
        => parameter.RefKind is RefKind.None or RefKind.In
            && string.Equals(parameter.Name, member.Name, StringComparison.OrdinalIgnoreCase)
            && SymbolEqualityComparer.Default.Equals(parameter.Type, (member as IPropertySymbol)?.Type ?? (member as IFieldSymbol)?.Type);

    private static IMethodSymbol? ChooseOfStruct(INamedTypeSymbol type, IReadOnlyList<ISymbol> members)
    {
        var simple = type.InstanceConstructors.FirstOrDefault(constructor => constructor.Parameters.IsEmpty);
        if (simple is { IsImplicitlyDeclared: false, DeclaredAccessibility: Accessibility.Public }) return simple;

        var others = type.InstanceConstructors
            .Where(constructor => !constructor.Parameters.IsEmpty && constructor.DeclaredAccessibility == Accessibility.Public && !Obsoletion.IsError(constructor))
            .ToList();
        if (others.Count == 1 && others[0].Parameters.All(parameter => members.Any(member => Matches(parameter, member)))) return others[0];
        return others.Count < 2 || members.All(IsSettable) ? simple : null;
    }

    private static bool IsSettable(ISymbol member) => member is IFieldSymbol { IsReadOnly: false } || (member is IPropertySymbol property && Accessors.Setter(property) is { DeclaredAccessibility: Accessibility.Public });
}
