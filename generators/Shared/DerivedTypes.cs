using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace TypedTasks.Shared;

/// <summary>Which classes of a program others of it derive from.</summary>
internal static class DerivedTypes
{
    // One search per compilation, however many tasks it has; forgotten with it.
    private static readonly ConditionalWeakTable<Compilation, Dictionary<ISymbol, INamedTypeSymbol>> Searched = new();

    /// <summary>A class that derives from <paramref name="type"/>, the first by name; null if the program has none.</summary>
    public static INamedTypeSymbol? Example(Compilation compilation, INamedTypeSymbol type)
        => Searched.GetValue(compilation, Search).TryGetValue(type.OriginalDefinition, out var derived) ? derived : null;

    private static Dictionary<ISymbol, INamedTypeSymbol> Search(Compilation compilation)
    {
        var examples = new Dictionary<ISymbol, INamedTypeSymbol>(SymbolEqualityComparer.Default);
        foreach (var type in DeclaredTypes.Below(compilation.Assembly.GlobalNamespace).Where(static type => type.TypeKind == TypeKind.Class))
            for (var ancestor = type.BaseType; ancestor is { SpecialType: SpecialType.None }; ancestor = ancestor.BaseType)
            {
                var known = examples.TryGetValue(ancestor.OriginalDefinition, out var example);
                if (!known || string.CompareOrdinal(type.ToDisplayString(), example!.ToDisplayString()) < 0) examples[ancestor.OriginalDefinition] = type; // known: TryGetValue gave it
            }

        return examples;
    }
}
