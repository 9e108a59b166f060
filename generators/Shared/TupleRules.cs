using System.Globalization;
using Microsoft.CodeAnalysis;

namespace TypedTasks.Shared;

/// <summary>Describes <c>Tuple</c> with up to seven elements, whose members are known although it is a type of the framework.</summary>
internal static class TupleRules
{
    // The eighth type argument is a tuple of the rest.
    private const int MaxElements = 7;

    public static bool IsTuple(INamedTypeSymbol type)
        => type is { Name: "Tuple", Arity: > 0 and <= MaxElements } && type.Is("System.Tuple`" + Text(type.Arity));

    public static ObjectShape Shape(PayloadRules rules, INamedTypeSymbol type, string name, string path) => new(
        name,
        IsValueType: false,
        IsSealed: false,
        type.TypeArguments.Select((element, i) => Member(rules, "Item" + Text(i + 1), element, path)).ToEquatableArray(),
        Enumerable.Range(0, type.Arity).ToEquatableArray());

    private static MemberShape Member(PayloadRules rules, string name, ITypeSymbol type, string path)
        => new(name, name, rules.Use(type, path + "." + name), MemberAssignment.Constructor, MemberPresence.Required, Default: null);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
