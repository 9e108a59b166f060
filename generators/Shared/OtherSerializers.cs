using Microsoft.CodeAnalysis;

namespace TypedTasks.Shared;

/// <summary>Says of a stored member that it is left out by other serializers, whose attributes System.Text.Json does not heed.</summary>
internal static class OtherSerializers
{
    private const string Newtonsoft = "Newtonsoft.Json.";
    private const string Contracts = "System.Runtime.Serialization.";

    // Newtonsoft.Json.MemberSerialization: only what is marked.
    private const int OptIn = 1;

    // Whoever has written one of these knows which serializer stores the member.
    private static readonly string[] Decided = [JsonAttributes.Ignore, JsonAttributes.Include, JsonAttributes.PropertyName, JsonAttributes.PropertyOrder, JsonAttributes.Required];

    /// <summary>Why others leave a member out, as a clause of a message; null if they don't, or if its author says that it is stored.</summary>
    public static string? Reason(ISymbol member)
    {
        if (Decided.Any(attribute => member.Attribute(attribute) is not null)) return null;
        if (member.Attribute(Newtonsoft + "JsonIgnoreAttribute") is not null) return "it is marked [JsonIgnore] of Newtonsoft.Json";
        if (member.Attribute(Contracts + "IgnoreDataMemberAttribute") is not null) return "it is marked [IgnoreDataMember]";
        if (IsFieldMarked(member)) return "the field behind it is marked [NonSerialized]";
        if (member.Attribute(Contracts + "DataMemberAttribute") is not null || member.Attribute(Newtonsoft + "JsonPropertyAttribute") is not null || member.Attribute(Newtonsoft + "JsonRequiredAttribute") is not null) return null;
        if (member.ContainingType.Attribute(Newtonsoft + "JsonObjectAttribute") is { } settings) return IsOptIn(settings) ? "it has no [JsonProperty], which its class asks for" : null;
        return member.ContainingType.Attribute(Contracts + "DataContractAttribute") is not null ? "it has no [DataMember] in a class with [DataContract]" : null;
    }

    private static bool IsOptIn(AttributeData settings)
        => settings.ConstructorArguments.FirstOrDefault() is { Kind: TypedConstantKind.Enum, Value: OptIn }
            || settings.NamedArguments.Any(argument => argument is { Key: "MemberSerialization", Value.Value: OptIn });

    // [field: NonSerialized] of an auto-property; the attribute is not kept in other assemblies, where the field is hidden anyway.
    private static bool IsFieldMarked(ISymbol member)
        => member is IPropertySymbol && member.ContainingType.GetMembers($"<{member.Name}>k__BackingField").Any(field => field.Attribute("System.NonSerializedAttribute") is not null);
}
