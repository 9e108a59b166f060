using Microsoft.CodeAnalysis;

namespace TypedTasks.Shared;

/// <summary>The constructor that makes a value when it is read, and those that it calls in turn.</summary>
internal sealed class ReadingConstructors
{
    private readonly HashSet<ISymbol> run = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> shared = new(SymbolEqualityComparer.Default);

    public ReadingConstructors(INamedTypeSymbol type, IReadOnlyList<IMethodSymbol> chosen, TypeCode code)
    {
        foreach (var first in chosen)
            for (var current = first; current is not null && run.Add(current.OriginalDefinition); current = code.ConstructorCalledBy(current))
                if (!ReferenceEquals(current, first) && SymbolEqualityComparer.Default.Equals(current.ContainingType.OriginalDefinition, type.OriginalDefinition) && current.DeclaredAccessibility != Accessibility.Private)
                    shared.Add(current.OriginalDefinition);
        foreach (var other in code.Constructors.Where(other => !run.Contains(other)))
            if (code.ConstructorCalledBy(other) is { } called && !chosen.Any(known => SymbolEqualityComparer.Default.Equals(known.OriginalDefinition, called.OriginalDefinition))) shared.Add(called.OriginalDefinition); // what the chosen one is given is stored
    }

    /// <summary>Whether a constructor runs when the value is read.</summary>
    public bool Run(ISymbol constructor) => run.Contains(constructor.OriginalDefinition);

    /// <summary>Whether it runs then and no other way, so that its parameters have the values they had when the object was made.</summary>
    public bool Repeat(ISymbol constructor) => Run(constructor) && !shared.Contains(constructor.OriginalDefinition);
}
