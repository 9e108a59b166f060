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
    };

    private static readonly Dictionary<string, CollectionKind> Collections = new(StringComparer.Ordinal)
    {
        ["System.Collections.Generic.List`1"] = CollectionKind.List,
        ["System.Collections.Generic.IEnumerable`1"] = CollectionKind.List,
        ["System.Collections.Generic.IReadOnlyCollection`1"] = CollectionKind.List,
        ["System.Collections.Generic.IReadOnlyList`1"] = CollectionKind.List,
        ["System.Collections.Generic.ICollection`1"] = CollectionKind.List,
        ["System.Collections.Generic.IList`1"] = CollectionKind.List,
        ["System.Collections.Generic.HashSet`1"] = CollectionKind.HashSet,
        ["System.Collections.Generic.ISet`1"] = CollectionKind.HashSet,
    };

    private static readonly HashSet<string> Dictionaries = new(StringComparer.Ordinal)
    {
        "System.Collections.Generic.Dictionary`2",
        "System.Collections.Generic.IDictionary`2",
        "System.Collections.Generic.IReadOnlyDictionary`2",
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
        ["System.Text.Json.JsonElement"] = DiagnosticIds.UntypedValue,
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
        ["System.Half"] = DiagnosticIds.NotSupportedYet,
        ["System.Int128"] = DiagnosticIds.NotSupportedYet,
        ["System.UInt128"] = DiagnosticIds.NotSupportedYet,
        ["System.Memory`1"] = DiagnosticIds.NotSupportedYet,
        ["System.ReadOnlyMemory`1"] = DiagnosticIds.NotSupportedYet,
        ["System.Collections.Generic.KeyValuePair`2"] = DiagnosticIds.NotSupportedYet,
    };

    // Their order, elements and comparer survive JSON; only the serializers can't write them yet.
    private static readonly HashSet<string> CollectionsNotSupportedYet = new(StringComparer.Ordinal)
    {
        "System.Collections.Generic.Queue`1",
        "System.Collections.Generic.LinkedList`1",
        "System.Collections.ObjectModel.Collection`1",
        "System.Collections.ObjectModel.ObservableCollection`1",
        "System.Collections.Immutable.ImmutableArray`1",
        "System.Collections.Immutable.ImmutableList`1",
        "System.Collections.Immutable.IImmutableList`1",
        "System.Collections.Immutable.ImmutableHashSet`1",
        "System.Collections.Immutable.IImmutableSet`1",
        "System.Collections.Immutable.ImmutableQueue`1",
        "System.Collections.Immutable.IImmutableQueue`1",
        "System.Collections.Immutable.ImmutableDictionary`2",
        "System.Collections.Immutable.IImmutableDictionary`2",
        "System.Collections.Generic.SortedSet`1",
        "System.Collections.Generic.SortedDictionary`2",
        "System.Collections.Generic.SortedList`2",
    };

    public static ScalarKind? Scalar(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol { IsSZArray: true, ElementType.SpecialType: SpecialType.System_Byte }) return ScalarKind.Bytes;
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

    public static CollectionKind? Collection(INamedTypeSymbol type)
        => type.Arity == 1 && Collections.TryGetValue(MetadataNames.Of(type), out var kind) ? kind : null;

    public static bool IsDictionary(INamedTypeSymbol type) => type.Arity == 2 && Dictionaries.Contains(MetadataNames.Of(type));

    /// <summary>The fault of a type that is refused for what it is, not for how its members look; null if it may be looked into.</summary>
    public static string? Refuse(INamedTypeSymbol type)
    {
        if (type.TypeKind == TypeKind.Delegate) return DiagnosticIds.Delegate;
        if (type.IsTupleType || type.IsAnonymousType) return DiagnosticIds.Tuple;
        if (type.IsRefLikeType) return DiagnosticIds.RefStruct;

        var name = MetadataNames.Of(type);
        if (RefusedTypes.TryGetValue(name, out var fault)) return fault;
        if (CollectionsNotSupportedYet.Contains(name)) return DiagnosticIds.NotSupportedYet;
        foreach (var (family, familyFault) in RefusedFamilies)
            if (type.IsOrDerivesFrom(family)) return familyFault;

        if (IsService(type)) return DiagnosticIds.ServiceInPayload;
        if (type.TypeKind == TypeKind.Interface) return DiagnosticIds.AbstractType;
        if (IsFramework(type)) return DiagnosticIds.FrameworkType;
        return type.IsAbstract ? DiagnosticIds.AbstractType : null;
    }

    private static bool IsFramework(ITypeSymbol type) => RootNamespace(type) == "System";

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
