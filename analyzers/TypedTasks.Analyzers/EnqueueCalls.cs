using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace TypedTasks.Analyzers;

/// <summary>Recognises calls that enqueue, those of stubs and those of a client, by what they return.</summary>
internal static class EnqueueCalls
{
    public const string Handle = "TypedTasks.JobHandle";

    public static bool IsOne(IMethodSymbol method, INamedTypeSymbol handle)
        => method.Name.StartsWith("Enqueue", StringComparison.Ordinal) && GivesHandles(method.ReturnType, handle);

    /// <summary>The call as it may be named in a message: <c>SendReceipt.EnqueueAsync</c>.</summary>
    public static string NameOf(IMethodSymbol method) => method.IsStatic ? $"{method.ContainingType.Name}.{method.Name}" : method.Name;

    /// <summary>The lambda or local function that an operation stands in; null directly in the method.</summary>
    public static IOperation? FunctionOf(IOperation operation)
    {
        var current = operation.Parent;
        while (current is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation)) current = current.Parent;
        return current;
    }

    private static bool GivesHandles(ITypeSymbol returned, INamedTypeSymbol handle)
    {
        if (returned is not INamedTypeSymbol { Name: "ValueTask", Arity: 1 } task) return false;
        return IsHandle(task.TypeArguments[0], handle) || (task.TypeArguments[0] is INamedTypeSymbol { Arity: 1 } list && IsHandle(list.TypeArguments[0], handle));
    }

    private static bool IsHandle(ITypeSymbol type, INamedTypeSymbol handle)
    {
        for (var current = type; current is not null; current = current.BaseType)
            if (SymbolEqualityComparer.Default.Equals(current, handle)) return true;
        return false;
    }
}
