using Microsoft.CodeAnalysis;

namespace TypedTasks.Shared;

/// <summary>Decides on values that <c>[PayloadJson]</c> hands to the user's own serializer context.</summary>
internal static class ForeignRules
{
    public const string Attribute = "TypedTasks.PayloadJsonAttribute";

    private const string Serialization = "System.Text.Json.Serialization.";

    // JsonSourceGenerationMode: a context that can only write.
    private const int WritesOnly = 2;

    /// <summary>What is written through the context that an attribute names; null if it can't be.</summary>
    public static TypeUse? Use(PayloadRules rules, AttributeData attribute, ITypeSymbol type, string path)
    {
        if (attribute.ConstructorArguments.FirstOrDefault().Value is not INamedTypeSymbol context || context.TypeKind == TypeKind.Error)
        {
            rules.MeetUnknownType();
            return null;
        }

        rules.Reach(context);
        if (Problem(rules, context, type) is { } problem)
        {
            rules.Refuse(DiagnosticIds.PayloadContext, path, type, $"'{context.Name}', which {problem}");
            return null;
        }

        return new TypeUse(CSharpNames.Of(type), CSharpNames.IsNullableReference(type))
        {
            Context = CSharpNames.Of(context),
            IsForeignValueType = type.IsValueType,
            ForeignSecret = ForeignSecrets.Find(rules, type),
        };
    }

    /// <summary>Whether a context can take such a type at all; for the others there is another diagnostic.</summary>
    public static bool IsEligible(PayloadRules rules, ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { IsSZArray: true } array => IsEligible(rules, array.ElementType),
        INamedTypeSymbol { IsRefLikeType: false, IsAnonymousType: false, IsFileLocal: false } named
            => named.TypeKind is TypeKind.Class or TypeKind.Struct or TypeKind.Enum or TypeKind.Interface
                && rules.IsAccessible(named) && named.TypeArguments.All(argument => IsEligible(rules, argument)),
        _ => false,
    };

    private static string? Problem(PayloadRules rules, INamedTypeSymbol context, ITypeSymbol type)
    {
        if (!context.IsOrDerivesFrom(Serialization + "JsonSerializerContext")) return "does not derive from JsonSerializerContext";
        if (context.IsAbstract || context.IsGenericType) return "is abstract or generic";
        if (!rules.IsAccessible(context)) return "is not accessible to generated code";
        if (Mode(context.Attribute(Serialization + "JsonSourceGenerationOptionsAttribute")) == WritesOnly) return "can only write (GenerationMode is Serialization)";
        var listed = context.GetAttributes().FirstOrDefault(candidate => Lists(candidate, type));
        if (listed is null) return $"does not list the type with [JsonSerializable(typeof({type.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}))]";
        return Mode(listed) == WritesOnly ? "can only write the type (GenerationMode is Serialization)" : null;
    }

    private static bool Lists(AttributeData attribute, ITypeSymbol type)
        => attribute.AttributeClass?.Is(Serialization + "JsonSerializableAttribute") == true
            && attribute.ConstructorArguments.FirstOrDefault().Value is ITypeSymbol listed
            && SymbolEqualityComparer.Default.Equals(listed, type);

    private static int? Mode(AttributeData? attribute)
        => attribute?.NamedArguments.FirstOrDefault(argument => argument.Key == "GenerationMode").Value.Value as int?;
}
