using Microsoft.CodeAnalysis;
using TypedTasks.Shared;

namespace TypedTasks.Analyzers;

/// <summary>Finds the member that a fault is about by going its path from the parameter or the result: <c>order.Lines[].Photo</c>.</summary>
internal static class FaultMember
{
    /// <summary>Where the member is declared; null if the fault is about a parameter or result itself, or about a type of another assembly.</summary>
    public static Location? Locate(Fault fault, IMethodSymbol method)
    {
        var root = fault.Place == FaultPlace.ReturnType
            ? Awaited(method.ReturnType)
            : method.Parameters.FirstOrDefault(parameter => parameter.Name == fault.Subject)?.Type;
        if (root is null || fault.Path.Length <= fault.Subject.Length) return null;
        var member = Follow(root, fault.Path.Substring(fault.Subject.Length));
        var isOwn = SymbolEqualityComparer.Default.Equals(member?.ContainingAssembly, method.ContainingAssembly); // in an editor other projects have sources too
        return isOwn ? member?.Locations.FirstOrDefault(location => location.IsInSource) : null;
    }

    private static ISymbol? Follow(ITypeSymbol type, string path)
    {
        ISymbol? member = null;
        while (path.Length > 0)
        {
            if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable) type = nullable.TypeArguments[0];
            var step = path[0] == '[' ? 2 : NameLength(path);
            var next = path[0] == '[' ? Element(type) : Member(type, path.Substring(1, step - 1), ref member);
            if (next is null) return null;
            type = next;
            path = path.Substring(step);
        }

        return member;
    }

    private static int NameLength(string path)
    {
        var end = path.IndexOfAny(['.', '['], 1);
        return end < 0 ? path.Length : end;
    }

    private static ITypeSymbol? Member(ITypeSymbol type, string name, ref ISymbol? member)
    {
        if (type is INamedTypeSymbol dictionary && KnownCollections.Dictionary(dictionary) is not null) return name == "Keys" ? dictionary.TypeArguments[0] : null;
        for (var declaring = type; declaring is not null; declaring = declaring.BaseType)
        {
            member = declaring.GetMembers(name).FirstOrDefault(candidate => candidate is IPropertySymbol or IFieldSymbol);
            if (member is not null) break;
        }

        return member switch
        {
            IPropertySymbol property => property.Type,
            IFieldSymbol field => field.Type,
            _ => null,
        };
    }

    private static ITypeSymbol? Element(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => array.ElementType,
        INamedTypeSymbol { Arity: > 0 } named => named.TypeArguments[named.Arity - 1],
        _ => null,
    };

    private static ITypeSymbol Awaited(ITypeSymbol type)
        => type is INamedTypeSymbol { Arity: 1, Name: "Task" or "ValueTask" } task ? task.TypeArguments[0] : type;
}
