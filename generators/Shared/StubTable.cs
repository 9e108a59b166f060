using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedTasks.Shared;

/// <summary>Which task of a namespace keeps a stub's name that several ask for: the first by class and method, and of overloads the first declared.</summary>
internal sealed class StubTable
{
    // One look at each namespace per compilation, however many tasks it has; forgotten with the compilation.
    private static readonly ConditionalWeakTable<Compilation, StubTable> Tables = new();

    private readonly ConcurrentDictionary<INamespaceSymbol, Dictionary<string, IMethodSymbol>> namespaces = new(SymbolEqualityComparer.Default);

    /// <summary>The task that keeps the name.</summary>
    public static IMethodSymbol? Keeper(Compilation compilation, INamespaceSymbol @namespace, StubIdentity name)
        => Tables.GetOrCreateValue(compilation).namespaces.GetOrAdd(@namespace, Keepers).TryGetValue(Key(name), out var keeper) ? keeper : null;

    private static Dictionary<string, IMethodSymbol> Keepers(INamespaceSymbol @namespace)
    {
        var tasks = TypesOf(@namespace)
            .SelectMany(type => type.GetMembers().OfType<IMethodSymbol>())
            .Where(HasAttributes)
            .Select(method => (Method: method, Attribute: method.Attribute(MetadataNames.QueueTaskAttribute)))
            .Where(task => task.Attribute is not null)
            .OrderBy(task => CSharpNames.Of(task.Method.ContainingType) + "." + task.Method.Name, StringComparer.Ordinal);

        var keepers = new Dictionary<string, IMethodSymbol>(StringComparer.Ordinal);
        foreach (var (method, attribute) in tasks)
        {
            var key = Key(StubNames.Of(method, new TaskOptions(attribute!))); // filtered above
            if (!keepers.ContainsKey(key)) keepers.Add(key, method);
        }

        return keepers;
    }

    private static string Key(StubIdentity name) => string.Join("|", name.PartialTypes.Append(name.Name));

    // A look at the syntax is cheap; asking every method of the namespace for its attributes is not.
    private static bool HasAttributes(IMethodSymbol method)
        => method.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is MethodDeclarationSyntax { AttributeLists.Count: > 0 });

    private static IEnumerable<INamedTypeSymbol> TypesOf(INamespaceOrTypeSymbol container)
        => container.GetTypeMembers().SelectMany(type => TypesOf(type).Prepend(type));
}
