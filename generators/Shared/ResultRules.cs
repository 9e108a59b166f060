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
            faults.Add(new Fault(DiagnosticIds.ReturnType, FaultPlace.ReturnType, Type: method.RefKind.ToString().ToLowerInvariant() + " " + type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)));
            return new ResultShape(ReturnKind.Void);
        }

        if (method.ReturnsVoid) return new ResultShape(ReturnKind.Void);
        if (Awaitables.Any(type.Is)) return new ResultShape(ReturnKind.Awaitable);
        if (Awaitables.Any(awaitable => type.Is(awaitable + "`1"))) return WithResult(ReturnKind.AwaitableValue, ((INamedTypeSymbol)type).TypeArguments[0], payload);
        return WithResult(ReturnKind.Value, type, payload);
    }

    // The stub of a task whose result is refused has none: its type may have no name.
    private static ResultShape WithResult(ReturnKind kind, ITypeSymbol type, PayloadRules payload)
        => payload.Describe(type, FaultPlace.ReturnType, "result") is { } use ? new ResultShape(kind, CSharpNames.Use(type), use) : new ResultShape(kind);
}
