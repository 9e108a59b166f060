using Microsoft.CodeAnalysis;
using TypedTasks.Shared;

namespace TypedTasks.Analyzers;

/// <summary>Says what has the name that a generated class or one of its members needs, and where.</summary>
/// <remarks>The decision on a task is kept while files around it are edited; this is looked up whenever it is told, so that it names the place of today.</remarks>
internal sealed class StubNameClash
{
    private readonly IMethodSymbol method;
    private readonly StubIdentity stub;
    private readonly IReadOnlyList<ISymbol> takers;

    private StubNameClash(IMethodSymbol method, StubIdentity stub, IReadOnlyList<ISymbol> takers)
    {
        this.method = method;
        this.stub = stub;
        this.takers = takers;
    }

    /// <summary>Where what is in the way is declared.</summary>
    public IEnumerable<Location> Places => takers.Where(taker => !IsOwn(taker)).SelectMany(taker => taker.Locations).Where(location => location.IsInSource);

    /// <summary>What is in the way, as the end of a sentence about the task's method.</summary>
    public string What
    {
        get
        {
            var name = stub.Name.TrimStart('@');
            if (takers.Any(IsOwn)) return $"needs a generated class '{name}', but that class has a member '{name}' itself, and C# allows none to be called like its class";
            if (IsAboutMembers) return $"has its generated members in class '{name}', and needs {Quoted} for them, which the class has already{In(takers[0])}";
            return $"needs a generated class '{name}', but {Taker(takers[0])} has that name already, and one namespace can't hold two types of one name";
        }
    }

    /// <summary>What to rename, as the beginning of a sentence.</summary>
    public string Remedy
    {
        get
        {
            if (IsAboutMembers) return $"Rename {Quoted}{In(takers[0])}";
            return stub.PartialTypes.Count > 0 ? "Rename the class" : "Rename the method";
        }
    }

    private bool IsAboutMembers => takers.All(taker => !IsOwn(taker) && SymbolEqualityComparer.Default.Equals(taker.ContainingType, method.ContainingType)) && stub.PartialTypes.Count > 0;

    private string Quoted => string.Join(" and ", takers.Select(taker => $"'{taker.Name}'").Distinct(StringComparer.Ordinal));

    public static StubNameClash Of(IMethodSymbol method, AttributeData attribute, Compilation compilation)
    {
        var options = new TaskOptions(attribute);
        var stub = StubNames.Of(method, options);
        return new StubNameClash(method, stub, [.. StubNames.Takers(method, stub, options, compilation)]);
    }

    private bool IsOwn(ISymbol taker) => SymbolEqualityComparer.Default.Equals(taker, method);

    private static string Taker(ISymbol taker) => taker switch
    {
        IMethodSymbol task => $"the one of task method '{task.ContainingType.Name}.{task.Name}'{In(task)}",
        INamespaceSymbol => $"namespace '{taker.ToDisplayString()}'{In(taker)}",
        _ => $"type '{taker.ToDisplayString()}'{In(taker)}",
    };

    private static string In(ISymbol taker)
    {
        if (taker.Locations.FirstOrDefault(location => location.IsInSource)?.SourceTree is not { } file)
            return taker.ContainingAssembly is { } assembly ? $" of assembly '{assembly.Name}'" : "";
        return file.FilePath.Length == 0 ? "" : " in " + Path.GetFileName(file.FilePath);
    }
}
