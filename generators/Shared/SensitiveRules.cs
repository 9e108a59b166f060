using Microsoft.CodeAnalysis;

namespace TypedTasks.Shared;

/// <summary>Finds out what is marked <c>[Sensitive]</c>.</summary>
internal static class SensitiveRules
{
    private const string Attribute = "TypedTasks.SensitiveAttribute";

    public static bool IsMarked(ISymbol symbol) => IsAmong(symbol.GetAttributes());

    /// <summary>Whether a task's result is marked.</summary>
    public static bool IsResultMarked(IMethodSymbol method) => IsAmong(method.GetReturnTypeAttributes());

    /// <summary>Whether a member is sensitive: marked itself, where a base class declares it, or as a parameter that sets it.</summary>
    /// <param name="member">A property or field of a payload type.</param>
    /// <param name="parameter">The parameter of the constructor that reading calls.</param>
    public static bool IsSensitive(ISymbol member, IParameterSymbol? parameter)
    {
        if (parameter is not null && IsMarked(parameter)) return true;
        if (member is not IPropertySymbol property) return IsMarked(member);
        for (var declared = property; declared is not null; declared = declared.OverriddenProperty)
            if (IsMarked(declared) || IsFieldMarked(declared) || IsSetByMarked(declared)) return true;
        return false;
    }

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
            if (attribute.AttributeClass?.Is(Attribute) == true) return true;
        return false;
    }
}
