using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace TypedTasks.Shared;

/// <summary>Finds out which types are entities of Entity Framework Core: those that a context has a <c>DbSet</c> of.</summary>
internal static class EntityRules
{
    private const string EntityFramework = "Microsoft.EntityFrameworkCore";

    // One search per compilation, however many tasks it has; forgotten with it.
    private static readonly ConditionalWeakTable<Compilation, Dictionary<ISymbol, string>> Searched = new();

    /// <summary>The name of the context whose entity the type is; null if it is none.</summary>
    public static string? ContextOf(INamedTypeSymbol type, Compilation compilation)
    {
        if (compilation.GetTypeByMetadataName(EntityFramework + ".DbContext") is not { } context) return null;
        return Searched.GetValue(compilation, searched => Search(searched, context)).TryGetValue(type, out var name) ? name : null;
    }

    private static Dictionary<ISymbol, string> Search(Compilation compilation, INamedTypeSymbol context)
    {
        var entities = new Dictionary<ISymbol, string>(SymbolEqualityComparer.Default);
        foreach (var assembly in compilation.SourceModule.ReferencedAssemblySymbols.Where(UsesEntityFramework).Prepend(compilation.Assembly))
            foreach (var type in DeclaredTypes.Below(assembly.GlobalNamespace))
            {
                if (!DerivesFrom(type, context)) continue;
                foreach (var property in PropertiesOf(type, context))
                    if (property.Type is INamedTypeSymbol { Arity: 1 } set && set.Is(EntityFramework + ".DbSet`1")) entities[set.TypeArguments[0]] = type.Name;
            }

        return entities;
    }

    // A context inherits sets too, such as the users of an IdentityDbContext.
    private static IEnumerable<IPropertySymbol> PropertiesOf(INamedTypeSymbol type, INamedTypeSymbol context)
    {
        for (var declaring = type; declaring is not null && !SymbolEqualityComparer.Default.Equals(declaring, context); declaring = declaring.BaseType)
            foreach (var property in declaring.GetMembers().OfType<IPropertySymbol>()) yield return property;
    }

    private static bool UsesEntityFramework(IAssemblySymbol assembly)
        => !assembly.Name.StartsWith(EntityFramework, StringComparison.Ordinal)
            && assembly.Modules.Any(module => module.ReferencedAssemblies.Any(reference => reference.Name == EntityFramework));

    private static bool DerivesFrom(INamedTypeSymbol type, INamedTypeSymbol ancestor)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
            if (SymbolEqualityComparer.Default.Equals(current, ancestor)) return true;
        return false;
    }
}
