using Microsoft.CodeAnalysis;

namespace TypedTasks.Shared;

/// <summary>Finds what is <c>[Obsolete]</c> as an error, which generated code can't use.</summary>
internal static class Obsoletion
{
    public const string Attribute = "System.ObsoleteAttribute";

    public static bool IsError(ISymbol? symbol)
        => symbol?.Attribute(Attribute) is { ConstructorArguments: { Length: 2 } arguments } && arguments[1].Value is true;
}
