using Microsoft.CodeAnalysis;

namespace TypedTasks.Shared;

/// <summary>Finds out what is marked <c>[Sensitive]</c>.</summary>
internal static class SensitiveRules
{
    private const string Attribute = "TypedTasks.SensitiveAttribute";

    public static bool IsAttribute(ITypeSymbol type) => type.Is(Attribute);

    public static bool IsMarked(ISymbol symbol) => IsAmong(symbol.GetAttributes());

    /// <summary>Whether a task's result is marked.</summary>
    public static bool IsResultMarked(IMethodSymbol method) => IsAmong(method.GetReturnTypeAttributes());

    /// <summary>Whether a member is sensitive: marked itself, where a base class or an interface declares one of its name, or as a parameter that sets it.</summary>
    /// <param name="member">A property or field.</param>
    /// <param name="type">The payload type that has it.</param>
    /// <param name="parameter">The parameter of the constructor that reading calls.</param>
    public static bool IsSensitive(ISymbol member, INamedTypeSymbol type, IParameterSymbol? parameter)
        => (parameter is not null && IsMarked(parameter)) || DeclaringTypes(type).Any(declaring => declaring.GetMembers(member.Name).Any(IsMarkedOrSetByMarked));

    /// <summary>What may say something about the members of a type: itself, its base classes and its interfaces, as far as they are not the framework's.</summary>
    public static IEnumerable<INamedTypeSymbol> DeclaringTypes(INamedTypeSymbol type)
    {
        for (var declaring = type; declaring is { SpecialType: SpecialType.None }; declaring = declaring.BaseType) yield return declaring;
        foreach (var contract in type.AllInterfaces)
            if (!KnownTypes.IsFramework(contract)) yield return contract;
    }

    private static bool IsMarkedOrSetByMarked(ISymbol member)
        => member is IPropertySymbol property ? IsMarked(property) || IsFieldMarked(property) || IsSetByMarked(property) : IsMarked(member);

    // [field: Sensitive] stands on the field behind an automatic property.
    private static bool IsFieldMarked(IPropertySymbol property)
    {
        foreach (var field in property.ContainingType.GetMembers($"<{property.Name}>k__BackingField"))
            if (IsMarked(field)) return true;
        return false;
    }

    // The property of a positional record that derives from another one is declared, and marked, by a parameter of that one.
    private static bool IsSetByMarked(IPropertySymbol property)
    {
        foreach (var constructor in property.ContainingType.InstanceConstructors)
            foreach (var parameter in constructor.Parameters)
                if (ConstructorRules.Matches(parameter, property) && IsMarked(parameter)) return true;
        return false;
    }

    private static bool IsAmong(IEnumerable<AttributeData> attributes)
    {
        foreach (var attribute in attributes)
            if (attribute.AttributeClass is { } type && IsAttribute(type)) return true;
        return false;
    }
}
