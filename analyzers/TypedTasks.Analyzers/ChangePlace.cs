using Microsoft.CodeAnalysis;
using TypedTasks.Shared;
using TypedTasks.Shared.Locking;

namespace TypedTasks.Analyzers;

/// <summary>Finds what to underline for a difference between code and lock file: the member, else its type, else the parameter, else the method.</summary>
internal static class ChangePlace
{
    public static Location? Of(LockChange change, IMethodSymbol method)
    {
        var root = change.Path.Split('.', '[')[0];
        var parameter = method.Parameters.FirstOrDefault(candidate => candidate.Name == root);
        var place = parameter?.Locations.FirstOrDefault() ?? method.Locations.FirstOrDefault();
        if (change.Type.Length == 0) return place;

        var roots = method.Parameters.Select(candidate => candidate.Type).Append(method.ReturnType);
        if (Find(roots, change.Type) is not { } type) return place;
        var member = type.GetMembers().FirstOrDefault(candidate => candidate is IPropertySymbol or IFieldSymbol && NameOf(candidate) == change.Member);
        return InSource(member) ?? InSource(type) ?? place;
    }

    private static string NameOf(ISymbol member) => JsonAttributes.Argument(member, JsonAttributes.PropertyName) as string ?? member.Name;

    private static Location? InSource(ISymbol? symbol) => symbol?.Locations.FirstOrDefault(location => location.IsInSource);

    // Breadth first through everything that the types are made of.
    private static INamedTypeSymbol? Find(IEnumerable<ITypeSymbol> roots, string name)
    {
        var met = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var queue = new Queue<ITypeSymbol>(roots);
        while (queue.Count > 0)
        {
            var type = queue.Dequeue();
            if (!met.Add(type)) continue;
            if (type is IArrayTypeSymbol array) queue.Enqueue(array.ElementType);
            if (type is not INamedTypeSymbol named) continue;
            if (LockedShapes.NameOf(CSharpNames.Of(named)) == name) return named;
            foreach (var argument in named.TypeArguments) queue.Enqueue(argument);
            if (named.Locations.Any(location => location.IsInSource))
                foreach (var property in named.GetMembers().OfType<IPropertySymbol>()) queue.Enqueue(property.Type);
            if (named.BaseType is { SpecialType: SpecialType.None } ancestor) queue.Enqueue(ancestor);
        }

        return null;
    }
}
