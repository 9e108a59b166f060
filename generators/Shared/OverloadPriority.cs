using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace TypedTasks.Shared;

/// <summary>Finds overloads that the compiler prefers to a task although their parameters fit less well.</summary>
internal static class OverloadPriority
{
    private const string Attribute = "System.Runtime.CompilerServices.OverloadResolutionPriorityAttribute";

    /// <summary>The overload that a call with the task's own parameters would mean instead; null if it means the task.</summary>
    public static string? Preferred(IMethodSymbol method, Compilation compilation)
    {
        if (compilation is not CSharpCompilation { LanguageVersion: >= LanguageVersion.CSharp13 }) return null; // older compilers heed no priority
        var priority = Of(method);
        return method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>()
            .FirstOrDefault(other => Of(other) > priority && compilation.IsSymbolAccessibleWithin(other, compilation.Assembly) && Takes(other, method, compilation))
            ?.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
    }

    private static int Of(IMethodSymbol method)
        => method.Attribute(Attribute) is { ConstructorArguments: { Length: 1 } arguments } && arguments[0].Value is int priority ? priority : 0;

    private static bool Takes(IMethodSymbol other, IMethodSymbol method, Compilation compilation)
    {
        var given = method.Parameters;
        var taken = other.Parameters;
        var last = taken.LastOrDefault();
        if (taken.Skip(given.Length).Any(parameter => parameter is { IsOptional: false, IsParams: false })) return false;
        if (given.Length > taken.Length && last is not { IsParams: true }) return false;
        for (var i = 0; i < given.Length; i++)
        {
            var parameter = i < taken.Length ? taken[i] : last!; // params, or it would have been too short above
            if (!Takes(parameter, given[i].Type, compilation)) return false;
        }

        return true;
    }

    private static bool Takes(IParameterSymbol parameter, ITypeSymbol argument, Compilation compilation)
    {
        if (parameter.RefKind is RefKind.Ref or RefKind.Out) return false;
        if (IsOpen(parameter.Type) || Converts(argument, parameter.Type)) return true;
        return parameter.IsParams && PayloadHints.Element(parameter.Type) is { } element && (IsOpen(element) || Converts(argument, element));

        bool Converts(ITypeSymbol from, ITypeSymbol to) => compilation.ClassifyCommonConversion(from, to) is { Exists: true, IsImplicit: true };
    }

    // What a type parameter may stand for is not worked out: a warning too many is better than another method than the task.
    private static bool IsOpen(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol => true,
        IArrayTypeSymbol array => IsOpen(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.Any(IsOpen),
        _ => false,
    };
}
