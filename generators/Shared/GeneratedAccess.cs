using Microsoft.CodeAnalysis;

namespace TypedTasks.Shared;

/// <summary>Whether code in the generator's own namespace of an assembly may name a type.</summary>
internal static class GeneratedAccess
{
    public static bool Reaches(ITypeSymbol type, Compilation compilation)
    {
        for (var part = type; part is not null; part = part.ContainingType)
            if (!compilation.IsSymbolAccessibleWithin(part, compilation.Assembly) || part is INamedTypeSymbol { IsFileLocal: true }) return false;
        return type is not INamedTypeSymbol named || named.TypeArguments.All(argument => argument.TypeKind is TypeKind.TypeParameter or TypeKind.Error || Reaches(argument, compilation));
    }
}
