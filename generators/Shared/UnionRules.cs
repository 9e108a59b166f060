using Microsoft.CodeAnalysis;

namespace TypedTasks.Shared;

/// <summary>Decides on base classes and interfaces that list their types with <c>[JsonDerivedType]</c>.</summary>
internal static class UnionRules
{
    private const string Serialization = "System.Text.Json.Serialization.";
    private const string Derived = Serialization + "JsonDerivedTypeAttribute";
    private const string Polymorphic = Serialization + "JsonPolymorphicAttribute";
    private const string DefaultDiscriminator = "$type";

    public static bool IsUnion(INamedTypeSymbol type) => type.Attribute(Derived) is not null || type.Attribute(Polymorphic) is not null;

    /// <summary>The types that a base class or interface lists, without itself.</summary>
    public static IEnumerable<INamedTypeSymbol> CasesOf(INamedTypeSymbol type)
        => type.GetAttributes()
            .Where(attribute => attribute.AttributeClass?.Is(Derived) == true)
            .Select(attribute => attribute.ConstructorArguments.FirstOrDefault().Value)
            .OfType<INamedTypeSymbol>()
            .Where(derived => !SymbolEqualityComparer.Default.Equals(derived, type));

    /// <summary>How the type's values tell their types apart; null if something would be lost.</summary>
    public static UnionShape? Of(PayloadRules rules, INamedTypeSymbol type, string path)
    {
        if (Setting(type) is { } setting) return Refuse(setting);
        var discriminator = Argument(type, "TypeDiscriminatorPropertyName") as string ?? DefaultDiscriminator;
        if (Utf16.HasLoneSurrogate(discriminator)) return Refuse("[JsonPolymorphic] with half of a surrogate pair");

        var cases = new List<UnionCase>();
        foreach (var attribute in type.GetAttributes().Where(candidate => candidate.AttributeClass?.Is(Derived) == true))
        {
            if (attribute.ConstructorArguments.FirstOrDefault().Value is not INamedTypeSymbol derived || derived.TypeKind == TypeKind.Error)
            {
                if (type.DeclaringSyntaxReferences.IsEmpty) return Refuse("[JsonDerivedType] of a type in an assembly that this project does not reference");
                rules.MeetUnknownType();
                return null;
            }

            if (Problem(attribute, type, derived) is { } problem) return Refuse(problem);
            var value = attribute.ConstructorArguments[1].Value;
            var isItself = SymbolEqualityComparer.Default.Equals(derived, type);
            var named = new UnionCase(CSharpNames.Of(isItself ? type : derived), value as string, value as int? ?? 0); // annotations of the two may differ
            if (cases.Exists(other => other.Type == named.Type || other.Literal == named.Literal)) return Refuse($"[JsonDerivedType(typeof({derived.Name}))] with a type or discriminator that another one has");
            cases.Add(named);
            if (!isItself && !rules.IsObject(derived, $"{path}({derived.Name})")) return null;
            if (rules.HasMember(named.Type, discriminator)) return Refuse($"[JsonDerivedType(typeof({derived.Name}))], but has a member named like the discriminator '{discriminator}'");
        }

        return cases.Count == 0 ? Refuse("[JsonPolymorphic] without a [JsonDerivedType]") : new UnionShape(discriminator, type.IsAbstract, cases.ToEquatableArray());

        UnionShape? Refuse(string detail)
        {
            rules.Refuse(DiagnosticIds.UnsupportedJsonAttribute, path, type, detail);
            return null;
        }
    }

    // What would write or read a value as its base, and drop the rest.
    private static string? Setting(INamedTypeSymbol type)
    {
        if (type.TypeKind == TypeKind.Interface && type.AllInterfaces.Prepend(type).Any(HasStaticAbstract)) return "[JsonDerivedType], but is an interface with static abstract members, which generated code can't use as a type argument";
        if (Argument(type, "UnknownDerivedTypeHandling") is int and not 0) return "[JsonPolymorphic(UnknownDerivedTypeHandling = …)], by which members of unlisted types are lost";
        return Argument(type, "IgnoreUnrecognizedTypeDiscriminators") is true ? "[JsonPolymorphic(IgnoreUnrecognizedTypeDiscriminators = true)], by which members of other types are lost" : null;
    }

    private static bool HasStaticAbstract(INamedTypeSymbol type) => type.GetMembers().Any(member => member is { IsStatic: true, IsAbstract: true });

    private static string? Problem(AttributeData attribute, INamedTypeSymbol type, INamedTypeSymbol derived)
    {
        var text = $"[JsonDerivedType(typeof({derived.Name}))]";
        if (derived.IsUnboundGenericType) return text + " of an open generic type";
        if (derived.TypeKind is not (TypeKind.Class or TypeKind.Struct)) return text + " of a type that has no values of its own";
        if (derived.IsAbstract) return text + " of an abstract class";
        if (!IsAssignable(derived, type)) return text + " of a type that does not derive from it";
        if (attribute.ConstructorArguments.Length < 2 || attribute.ConstructorArguments[1].Value is not (int or string)) return text + " without a discriminator, by which the type is lost";
        return attribute.ConstructorArguments[1].Value is string value && Utf16.HasLoneSurrogate(value) ? text + " with half of a surrogate pair" : null;
    }

    private static bool IsAssignable(INamedTypeSymbol derived, INamedTypeSymbol type)
    {
        for (var current = derived; current is not null; current = current.BaseType)
            if (SymbolEqualityComparer.Default.Equals(current, type)) return true;
        return derived.AllInterfaces.Contains(type, SymbolEqualityComparer.Default);
    }

    private static object? Argument(INamedTypeSymbol type, string name)
        => type.Attribute(Polymorphic)?.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value.Value;
}
