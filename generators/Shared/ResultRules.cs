using Microsoft.CodeAnalysis;

namespace TypedTasks.Shared;

/// <summary>Decides on what a task method returns: nothing, a result, or a task of either.</summary>
internal static class ResultRules
{
    private static readonly string[] Awaitables = ["System.Threading.Tasks.Task", "System.Threading.Tasks.ValueTask"];

    public static ResultShape Describe(IMethodSymbol method, PayloadRules payload, List<Fault> faults)
    {
        var type = method.ReturnType;
        if (type.TypeKind == TypeKind.Error) return new ResultShape(ReturnKind.Void, IsUnknown: true);
        if (method.ReturnsByRef || method.ReturnsByRefReadonly)
        {
            faults.Add(new Fault(DiagnosticIds.ReturnType, FaultPlace.ReturnType, Type: (method.ReturnsByRef ? "ref " : "ref readonly ") + Display(type)));
            return new ResultShape(ReturnKind.Void);
        }

        if (method.ReturnsVoid) return new ResultShape(ReturnKind.Void);
        if (Awaitables.Any(type.Is)) return new ResultShape(ReturnKind.Awaitable);
        if (IsStillToCome(type))
        {
            faults.Add(new Fault(DiagnosticIds.ReturnType, FaultPlace.ReturnType, Type: Display(type)));
            return new ResultShape(ReturnKind.Void);
        }

        if (Awaitables.Any(awaitable => type.Is(awaitable + "`1"))) return WithResult(ReturnKind.AwaitableValue, ((INamedTypeSymbol)type).TypeArguments[0], payload, method);
        return WithResult(ReturnKind.Value, type, payload, method);
    }

    // A sequence that somebody has to read, a task in a task, an awaitable of another kind.
    private static bool IsStillToCome(ITypeSymbol type)
    {
        if (type.Is("System.Collections.Generic.IAsyncEnumerable`1")) return true;
        if (!Awaitables.Any(awaitable => type.Is(awaitable + "`1"))) return IsAwaitable(type);
        var result = ((INamedTypeSymbol)type).TypeArguments[0];
        return result.Is("System.Collections.Generic.IAsyncEnumerable`1") || IsAwaitable(result);
    }

    private static bool IsAwaitable(ITypeSymbol type) => type.GetMembers("GetAwaiter").OfType<IMethodSymbol>().Any(method => method.Parameters.IsEmpty);

    private static string Display(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    // The stub of a task whose result is refused has none: its type may have no name.
    private static ResultShape WithResult(ReturnKind kind, ITypeSymbol type, PayloadRules payload, IMethodSymbol method)
        => payload.Describe(type, FaultPlace.ReturnType, "result", method.GetReturnTypeAttributes().FirstOrDefault(attribute => attribute.AttributeClass?.Is(ForeignRules.Attribute) == true)) is { } use
            ? new ResultShape(kind, CSharpNames.Use(type), use) { IsSensitive = SensitiveRules.IsResultMarked(method) }
            : new ResultShape(kind);
}
