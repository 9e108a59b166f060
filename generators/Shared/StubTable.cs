using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedTasks.Shared;

/// <summary>Which task of a namespace keeps a stub's name that several ask for: the first by class and method, and of overloads the first declared.</summary>
internal sealed class StubTable
{
    private static readonly ConditionalWeakTable<Compilation, StubTable> Tables = new();

    // One look at each namespace, however many tasks it has. Methods are kept by name, since a table serves more than one compilation.
    private readonly ConcurrentDictionary<string, Dictionary<string, string?>> namespaces = new(StringComparer.Ordinal);

    /// <summary>Has a compilation use the table of another one whose tasks ask for the same names.</summary>
    public static void Share(Compilation compilation, StubTable table)
    {
        lock (Tables)
        {
            Tables.Remove(compilation);
            Tables.Add(compilation, table);
        }
    }

    /// <summary>The other task that keeps the name that this one asks for; null if no other does.</summary>
    public static ISymbol? OtherKeeper(Compilation compilation, IMethodSymbol method, StubIdentity name)
    {
        var keepers = Tables.GetOrCreateValue(compilation).namespaces.GetOrAdd(name.Namespace, _ => Keepers(method.ContainingNamespace));
        if (!keepers.TryGetValue(Key(name), out var keeper) || keeper is null || keeper == method.GetDocumentationCommentId()) return null;
        return DocumentationCommentId.GetFirstSymbolForDeclarationId(keeper, compilation) ?? method.ContainingNamespace;
    }

    private static Dictionary<string, string?> Keepers(INamespaceSymbol @namespace)
    {
        var tasks = DeclaredTypes.In(@namespace)
            .SelectMany(type => type.GetMembers().OfType<IMethodSymbol>())
            .Where(HasAttributes)
            .Select(method => (Method: method, Attribute: method.Attribute(MetadataNames.QueueTaskAttribute)))
            .Where(task => task.Attribute is not null)
            .OrderBy(task => CSharpNames.Of(task.Method.ContainingType) + "." + task.Method.Name, StringComparer.Ordinal);

        var keepers = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var (method, attribute) in tasks)
        {
            var key = Key(StubNames.Of(method, new TaskOptions(attribute!))); // filtered above
            if (!keepers.ContainsKey(key)) keepers.Add(key, method.GetDocumentationCommentId());
        }

        return keepers;
    }

    private static string Key(StubIdentity name) => string.Join("|", name.PartialTypes.Append(name.Name));

    // A look at the syntax is cheap; asking every method of the namespace for its attributes is not.
    private static bool HasAttributes(IMethodSymbol method)
        => method.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is MethodDeclarationSyntax { AttributeLists.Count: > 0 });
}
