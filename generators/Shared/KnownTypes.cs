using Microsoft.CodeAnalysis;

namespace TypedTasks.Shared;

/// <summary>The framework's types, by what the payload rules say of them.</summary>
internal static class KnownTypes
{
    private static readonly Dictionary<string, ScalarKind> Scalars = new(StringComparer.Ordinal)
    {
        ["System.Guid"] = ScalarKind.Guid,
        ["System.DateTimeOffset"] = ScalarKind.DateTimeOffset,
        ["System.DateOnly"] = ScalarKind.DateOnly,
        ["System.TimeOnly"] = ScalarKind.TimeOnly,
        ["System.TimeSpan"] = ScalarKind.TimeSpan,
        ["System.Uri"] = ScalarKind.Uri,
        ["System.Version"] = ScalarKind.Version,
        ["System.Text.Json.JsonElement"] = ScalarKind.JsonElement,
        ["System.Text.Json.Nodes.JsonNode"] = ScalarKind.JsonNode,
        ["System.Text.Json.Nodes.JsonObject"] = ScalarKind.JsonObject,
        ["System.Text.Json.Nodes.JsonArray"] = ScalarKind.JsonArray,
        ["System.Half"] = ScalarKind.Half,
        ["System.Int128"] = ScalarKind.Int128,
        ["System.UInt128"] = ScalarKind.UInt128,
    };

    // Looked up by base types and interfaces too, in this order.
    private static readonly (string Name, string Fault)[] RefusedFamilies =
    [
        ("TypedTasks.JobContext", DiagnosticIds.InjectedInsidePayload),
        ("System.Threading.CancellationToken", DiagnosticIds.InjectedInsidePayload),
        ("System.Data.Common.DbTransaction", DiagnosticIds.InjectedInsidePayload),
        ("System.Delegate", DiagnosticIds.Delegate),
        ("System.Linq.Expressions.Expression", DiagnosticIds.Delegate),
        ("System.Exception", DiagnosticIds.FrameworkType),
        ("System.Type", DiagnosticIds.ProcessBound),
        ("System.Reflection.MemberInfo", DiagnosticIds.ProcessBound),
        ("System.Reflection.ParameterInfo", DiagnosticIds.ProcessBound),
        ("System.Reflection.Module", DiagnosticIds.ProcessBound),
        ("System.Reflection.Assembly", DiagnosticIds.ProcessBound),
        ("System.Threading.Tasks.Task", DiagnosticIds.DeferredValue),
        ("System.Text.Json.Nodes.JsonNode", DiagnosticIds.UntypedValue),
        ("System.Dynamic.IDynamicMetaObjectProvider", DiagnosticIds.UntypedValue),
        ("System.Runtime.CompilerServices.ITuple", DiagnosticIds.Tuple),
        ("System.IServiceProvider", DiagnosticIds.ServiceInPayload),
        ("System.Collections.IEnumerable", DiagnosticIds.UnsupportedCollection),
        ("System.Collections.Generic.IAsyncEnumerable`1", DiagnosticIds.DeferredValue),
        ("System.IDisposable", DiagnosticIds.ServiceInPayload),
        ("System.IAsyncDisposable", DiagnosticIds.ServiceInPayload),
    ];

    private static readonly Dictionary<string, string> RefusedTypes = new(StringComparer.Ordinal)
    {
        ["System.Object"] = DiagnosticIds.UntypedValue,
        ["System.Text.Json.JsonDocument"] = DiagnosticIds.UntypedValue,
        ["System.IntPtr"] = DiagnosticIds.ProcessBound,
        ["System.UIntPtr"] = DiagnosticIds.ProcessBound,
        ["System.RuntimeTypeHandle"] = DiagnosticIds.ProcessBound,
        ["System.RuntimeMethodHandle"] = DiagnosticIds.ProcessBound,
        ["System.RuntimeFieldHandle"] = DiagnosticIds.ProcessBound,
        ["System.Threading.Tasks.ValueTask"] = DiagnosticIds.DeferredValue,
        ["System.Threading.Tasks.ValueTask`1"] = DiagnosticIds.DeferredValue,
        ["System.Lazy`1"] = DiagnosticIds.DeferredValue,
        ["System.Lazy`2"] = DiagnosticIds.DeferredValue,
        ["System.Collections.DictionaryEntry"] = DiagnosticIds.UntypedValue,
    };

    public static ScalarKind? Scalar(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol { IsSZArray: true, ElementType.SpecialType: SpecialType.System_Byte }) return ScalarKind.Bytes;
        if (type is INamedTypeSymbol { Arity: 1 } memory && memory.TypeArguments[0].SpecialType == SpecialType.System_Byte) return Memory(memory);
        return type.SpecialType switch
        {
            SpecialType.System_Boolean => ScalarKind.Boolean,
            SpecialType.System_SByte => ScalarKind.SByte,
            SpecialType.System_Byte => ScalarKind.Byte,
            SpecialType.System_Int16 => ScalarKind.Int16,
            SpecialType.System_UInt16 => ScalarKind.UInt16,
            SpecialType.System_Int32 => ScalarKind.Int32,
            SpecialType.System_UInt32 => ScalarKind.UInt32,
            SpecialType.System_Int64 => ScalarKind.Int64,
            SpecialType.System_UInt64 => ScalarKind.UInt64,
            SpecialType.System_Single => ScalarKind.Single,
            SpecialType.System_Double => ScalarKind.Double,
            SpecialType.System_Decimal => ScalarKind.Decimal,
            SpecialType.System_Char => ScalarKind.Char,
            SpecialType.System_String => ScalarKind.String,
            SpecialType.System_DateTime => ScalarKind.DateTime,
            SpecialType.None when IsFramework(type) && Scalars.TryGetValue(MetadataNames.Of(type), out var kind) => kind,
            _ => null,
        };
    }

    /// <summary>The fault of a type that is refused for what it is, not for how its members look; null if it may be looked into.</summary>
    public static string? Refuse(INamedTypeSymbol type)
    {
        if (type.TypeKind == TypeKind.Delegate) return DiagnosticIds.Delegate;
        if (type.IsTupleType || type.IsAnonymousType) return DiagnosticIds.Tuple;
        if (type.IsRefLikeType) return DiagnosticIds.RefStruct;

        var name = MetadataNames.Of(type);
        if (RefusedTypes.TryGetValue(name, out var fault)) return fault;
        foreach (var (family, familyFault) in RefusedFamilies)
            if (type.IsOrDerivesFrom(family)) return familyFault;

        if (IsService(type)) return DiagnosticIds.ServiceInPayload;
        if (type.TypeKind == TypeKind.Interface) return DiagnosticIds.AbstractType;
        if (IsFramework(type)) return DiagnosticIds.FrameworkType;
        return type.IsAbstract ? DiagnosticIds.AbstractType : null;
    }

    private static ScalarKind? Memory(INamedTypeSymbol type)
        => type.Is("System.ReadOnlyMemory`1") ? ScalarKind.ReadOnlyMemory : type.Is("System.Memory`1") ? ScalarKind.Memory : null;

    /// <summary>Whether a type comes with the framework.</summary>
    public static bool IsFramework(ITypeSymbol type) => RootNamespace(type) == "System";

    // What these libraries declare is wired up by a container or belongs to one request; nothing of it is data.
    private static bool IsService(ITypeSymbol type)
    {
        if (RootNamespace(type) != "Microsoft") return false;
        var name = MetadataNames.Of(type);
        return name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal)
            || name.StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal)
            || name.StartsWith("Microsoft.EntityFrameworkCore.", StringComparison.Ordinal);
    }

    private static string RootNamespace(ITypeSymbol type)
    {
        var root = "";
        for (var current = type.ContainingNamespace; current is { IsGlobalNamespace: false }; current = current.ContainingNamespace) root = current.Name;
        return root;
    }
}
