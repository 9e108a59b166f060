using Microsoft.CodeAnalysis;

namespace TypedTasks.Shared;

/// <summary>Describes <c>KeyValuePair</c>, whose members are known although it is a type of the framework.</summary>
internal static class PairRules
{
    public static bool IsPair(INamedTypeSymbol type) => type.Is("System.Collections.Generic.KeyValuePair`2");

    public static ObjectShape Shape(PayloadRules rules, INamedTypeSymbol type, string name, string path) => new(
        name,
        IsValueType: true,
        IsSealed: true,
        [Member(rules, "Key", type.TypeArguments[0], path), Member(rules, "Value", type.TypeArguments[1], path)],
        [0, 1]);

    private static MemberShape Member(PayloadRules rules, string name, ITypeSymbol type, string path)
        => new(name, name, rules.Use(type, path + "." + name), MemberAssignment.Constructor, MemberPresence.Required, Default: null);
}
