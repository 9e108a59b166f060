using Microsoft.CodeAnalysis;

namespace TypedTasks.Shared;

/// <summary>The attributes of System.Text.Json: those that are honoured, and those that are refused because they would not be carried out.</summary>
internal static class JsonAttributes
{
    public const string PropertyName = Namespace + "JsonPropertyNameAttribute";
    public const string PropertyOrder = Namespace + "JsonPropertyOrderAttribute";
    public const string Constructor = Namespace + "JsonConstructorAttribute";
    public const string Required = Namespace + "JsonRequiredAttribute";
    public const string Include = Namespace + "JsonIncludeAttribute";
    public const string Converter = Namespace + "JsonConverterAttribute";
    public const string StringEnumMemberName = Namespace + "JsonStringEnumMemberNameAttribute";

    private const string Namespace = "System.Text.Json.Serialization.";
    private const string Ignore = Namespace + "JsonIgnoreAttribute";
    private const int ConditionNever = 0;
    private const int ConditionAlways = 1;

    private static readonly string[] Refused =
    [
        "JsonConverterAttribute", "JsonExtensionDataAttribute",
        "JsonNumberHandlingAttribute", "JsonObjectCreationHandlingAttribute", "JsonUnmappedMemberHandlingAttribute",
    ];

    /// <summary>The attribute on a type or member that can't be carried out, as it is written: <c>[JsonConverter]</c>.</summary>
    public static string? Unsupported(ISymbol symbol)
    {
        if (symbol.GetAttributes().Length == 0) return null;
        if (Condition(symbol) is not (null or ConditionNever or ConditionAlways)) return "[JsonIgnore] with a condition";
        foreach (var name in Refused)
            if (symbol.Attribute(Namespace + name) is not null) return "[" + name.Substring(0, name.Length - "Attribute".Length) + "]";
        return null;
    }

    /// <summary>Whether an enum asks to be written by its names, with the converter that the generated serializers know.</summary>
    public static bool IsNamed(INamedTypeSymbol type)
        => type.TypeKind == TypeKind.Enum && Argument(type, Converter) is INamedTypeSymbol converter
            && (converter.Is(Namespace + "JsonStringEnumConverter") || converter.Is(Namespace + "JsonStringEnumConverter`1"));

    /// <summary>Whether the member is left out whatever its value is.</summary>
    public static bool IsIgnored(ISymbol member) => Condition(member) == ConditionAlways;

    /// <summary>The argument of an attribute that takes one; null without the attribute.</summary>
    public static object? Argument(ISymbol member, string attribute)
        => member.Attribute(attribute) is { ConstructorArguments.Length: 1 } found ? found.ConstructorArguments[0].Value : null;

    private static int? Condition(ISymbol symbol)
    {
        if (symbol.Attribute(Ignore) is not { } attribute) return null;
        foreach (var argument in attribute.NamedArguments)
            if (argument is { Key: "Condition", Value.Value: int condition }) return condition;
        return ConditionAlways;
    }
}
