using Microsoft.CodeAnalysis;

namespace TypedTasks.Shared;

/// <summary>Reads <c>[FormerlyKnownAs]</c>.</summary>
internal static class FormerNames
{
    /// <summary>The former names that stand on a member, and on the constructor parameter that sets it, in their order.</summary>
    public static EquatableArray<string> Of(ISymbol member, ISymbol? parameter = null)
        => On(member).Concat(parameter is null ? [] : On(parameter)).Distinct(StringComparer.Ordinal).OrderBy(name => name, StringComparer.Ordinal).ToEquatableArray();

    private static IEnumerable<string> On(ISymbol symbol)
        => symbol.GetAttributes()
            .Where(attribute => attribute.AttributeClass?.Is(MetadataNames.FormerlyKnownAsAttribute) == true && attribute.ConstructorArguments.Length == 1)
            .Select(attribute => attribute.ConstructorArguments[0].Value)
            .OfType<string>();
}
