using Microsoft.CodeAnalysis;

namespace TypedTasks.Shared;

/// <summary>The attributes of System.Text.Json: those that are honoured, and those that are refused because they would not be carried out.</summary>
internal static class JsonAttributes
{
    public const string PropertyName = Namespace + "JsonPropertyNameAttribute";
    public const string PropertyOrder = Namespace + "JsonPropertyOrderAttribute";
    public const string Constructor = Namespace + "JsonConstructorAttribute";
    public const string Required = Namespace + "JsonRequiredAttribute";
    public const string Ignore = Namespace + "JsonIgnoreAttribute";
    public const string Include = Namespace + "JsonIncludeAttribute";
    public const string Converter = Namespace + "JsonConverterAttribute";
    public const string StringEnumMemberName = Namespace + "JsonStringEnumMemberNameAttribute";

    private const string Namespace = "System.Text.Json.Serialization.";
    private const int ConditionNever = 0;
    private const int ConditionAlways = 1;

    private static readonly string[] Refused =
    [
        "JsonConverterAttribute", "JsonExtensionDataAttribute",
        "JsonNumberHandlingAttribute", "JsonObjectCreationHandlingAttribute", "JsonUnmappedMemberHandlingAttribute",
    ];

    private static readonly string[] Callbacks = ["IJsonOnSerializing", "IJsonOnSerialized", "IJsonOnDeserializing", "IJsonOnDeserialized"];

    /// <summary>The interface by which a type wants to be called when it is written or read; null if it wants nothing.</summary>
    public static string? Callback(ITypeSymbol type)
        => Callbacks.FirstOrDefault(name => type.AllInterfaces.Any(contract => contract.Name == name && contract.Is(Namespace + name)));

    /// <summary>The attribute on a type or member that can't be carried out, as it is written: <c>[JsonConverter]</c>.</summary>
    /// <param name="symbol">The type or member.</param>
    /// <param name="honoursConverter">Whether its converter is one that can be carried out.</param>
    public static string? Unsupported(ISymbol symbol, bool honoursConverter = false)
    {
        if (symbol.GetAttributes().Length == 0) return null;
        if (Condition(symbol) is not (null or ConditionNever or ConditionAlways)) return "[JsonIgnore] with a condition";
        foreach (var name in Refused)
            if (!(honoursConverter && name == "JsonConverterAttribute") && symbol.Attribute(Namespace + name) is not null) return "[" + name.Substring(0, name.Length - "Attribute".Length) + "]";
        return null;
    }

    /// <summary>Whether an enum asks to be written by its names, with the converter that the generated serializers know.</summary>
    public static bool IsNamed(INamedTypeSymbol type)
        => type.TypeKind == TypeKind.Enum && IsNameConverter(type, type);

    /// <summary>Whether a member asks for the names of its enum, whatever the enum itself asks for.</summary>
    public static bool IsNamed(ISymbol member, ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable) type = nullable.TypeArguments[0];
        return type is INamedTypeSymbol { TypeKind: TypeKind.Enum } @enum && IsNameConverter(member, @enum);
    }

    /// <summary>Whether the member is left out whatever its value is.</summary>
    public static bool IsIgnored(ISymbol member) => Condition(member) == ConditionAlways;

    /// <summary>The argument of an attribute that takes one; null without the attribute.</summary>
    public static object? Argument(ISymbol member, string attribute)
        => member.Attribute(attribute) is { ConstructorArguments.Length: 1 } found ? found.ConstructorArguments[0].Value : null;

    private static bool IsNameConverter(ISymbol symbol, INamedTypeSymbol type)
        => Argument(symbol, Converter) is INamedTypeSymbol converter
            && (converter.Is(Namespace + "JsonStringEnumConverter")
                || (converter.Is(Namespace + "JsonStringEnumConverter`1") && SymbolEqualityComparer.Default.Equals(converter.TypeArguments[0], type)));

    private static int? Condition(ISymbol symbol)
    {
        if (symbol.Attribute(Ignore) is not { } attribute) return null;
        foreach (var argument in attribute.NamedArguments)
            if (argument is { Key: "Condition", Value.Value: int condition }) return condition;
        return ConditionAlways;
    }
}
