using Microsoft.CodeAnalysis;

namespace TypedTasks.Shared;

/// <summary>Finds the attribute by which the compiler gives a parameter the caller's name, file, line or argument. The caller is who enqueues.</summary>
internal static class CallerInfo
{
    private const string Namespace = "System.Runtime.CompilerServices.";
    private const string Expression = "CallerArgumentExpression";

    // In the compiler's order: where a parameter has several, it heeds the first of these.
    private static readonly string[] Names = ["CallerLineNumber", "CallerFilePath", "CallerMemberName", Expression];

    /// <summary>The attribute in C#, with a space; empty if there is none or it has no effect.</summary>
    public static string Of(IParameterSymbol parameter)
    {
        if (!parameter.HasExplicitDefaultValue) return "";
        foreach (var name in Names)
        {
            if (parameter.Attribute(Namespace + name + "Attribute") is not { } attribute) continue;
            if (name != Expression) return $"[global::{Namespace}{name}] ";
            return attribute.ConstructorArguments is { Length: 1 } arguments && arguments[0].Value is string other && IsPayload(parameter, other)
                ? $"[global::{Namespace}{name}({CSharpNames.Literal(other)})] "
                : "";
        }

        return "";
    }

    // Injected parameters are none of the stub.
    private static bool IsPayload(IParameterSymbol parameter, string other)
        => parameter.ContainingSymbol is IMethodSymbol method && method.Parameters.Any(candidate => candidate.Name == other && !ParameterRules.IsInjected(candidate));
}
