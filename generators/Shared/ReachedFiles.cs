using Microsoft.CodeAnalysis;

namespace TypedTasks.Shared;

/// <summary>The files of the types whose members a decision looked at. If members change elsewhere, the decision holds.</summary>
/// <remarks>Whoever looks into a type's properties, fields or constructors adds it here: <see cref="TaskRules"/> and <see cref="PayloadRules"/> do for theirs.</remarks>
internal sealed class ReachedFiles
{
    private readonly HashSet<SyntaxTree> own = [];
    private readonly Dictionary<string, HashSet<SyntaxTree>> byShape = new(StringComparer.Ordinal);
    private readonly Stack<HashSet<SyntaxTree>> open = new();

    public IEnumerable<SyntaxTree> All => byShape.Values.SelectMany(static files => files).Concat(own).Distinct();

    /// <summary>The files reached while that shape was looked for, without those of the shapes it is made of.</summary>
    public IReadOnlyCollection<SyntaxTree> Of(string shape) => byShape.TryGetValue(shape, out var files) ? files : [];

    /// <summary>What is added from now on until <see cref="Close"/> belongs to that shape.</summary>
    public void Open(string shape)
    {
        if (!byShape.TryGetValue(shape, out var files)) byShape[shape] = files = [];
        open.Push(files);
    }

    public void Close() => open.Pop();

    /// <summary>Takes over what another decision reached for a shape.</summary>
    public void Add(string shape, IEnumerable<SyntaxTree> files)
    {
        Open(shape);
        open.Pop().UnionWith(files);
    }

    public void Add(SyntaxTree file) => (open.Count > 0 ? open.Peek() : own).Add(file);

    /// <summary>Adds a type, and what may say something about its members: base classes, interfaces, the types around it, type arguments.</summary>
    public void Add(ITypeSymbol? type)
    {
        if (type is IArrayTypeSymbol array) Add(array.ElementType);
        if (type is not INamedTypeSymbol named) return;
        foreach (var argument in named.TypeArguments) Add(argument);
        foreach (var contract in named.AllInterfaces) AddDeclarations(contract);
        for (var outer = named; outer is not null; outer = outer.ContainingType)
            for (var declaring = outer; declaring is not null; declaring = declaring.BaseType) AddDeclarations(declaring);
    }

    private void AddDeclarations(INamedTypeSymbol type)
    {
        foreach (var declaration in type.DeclaringSyntaxReferences) Add(declaration.SyntaxTree);
    }
}
