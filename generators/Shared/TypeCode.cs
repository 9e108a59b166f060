using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedTasks.Shared;

/// <summary>The code of a class and of those of its base classes that the program declares: who uses a member, and what a member reaches.</summary>
internal sealed class TypeCode
{
    private readonly Compilation compilation;
    private readonly CancellationToken cancellationToken;
    private readonly IReadOnlyList<INamedTypeSymbol> types;
    private readonly ILookup<string, SimpleNameSyntax> names;

    public TypeCode(IReadOnlyList<INamedTypeSymbol> types, Compilation compilation, CancellationToken cancellationToken)
    {
        this.compilation = compilation;
        this.cancellationToken = cancellationToken;
        this.types = [.. types.Select(type => type.OriginalDefinition)];
        names = types.SelectMany(Declarations).SelectMany(declaration => declaration.DescendantNodes().OfType<SimpleNameSyntax>()).ToLookup(name => name.Identifier.ValueText);
    }

    /// <summary>The constructors of all these classes.</summary>
    public IEnumerable<IMethodSymbol> Constructors => types.SelectMany(type => type.InstanceConstructors);

    /// <summary>Where a member is used.</summary>
    public IEnumerable<SimpleNameSyntax> UsesOf(ISymbol member) => names[member.Name].Where(name => IsBound(name, member));

    public bool IsBound(ExpressionSyntax expression, ISymbol member) => SymbolEqualityComparer.Default.Equals(Bound(expression), member.OriginalDefinition);

    /// <summary>What the names in an expression mean.</summary>
    public IEnumerable<ISymbol> NamesIn(SyntaxNode value) => value.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Select(Bound).OfType<ISymbol>();

    /// <summary>Whether a method changes what it is called on, from the look of it: not one that gives another object, as those of immutable types do.</summary>
    public bool IsChange(InvocationExpressionSyntax call)
    {
        if (Bound(call) is not IMethodSymbol method) return false;
        if (method.ReducedFrom is { } extension) return extension.ReturnsVoid || extension.ReturnType.SpecialType == SpecialType.System_Boolean;
        var type = method.ContainingType;
        if (type.IsValueType || type.SpecialType == SpecialType.System_String || type.ContainingNamespace.ToDisplayString() == "System.Collections.Immutable") return false;
        return !SymbolEqualityComparer.Default.Equals(method.ReturnType, type) || type.Is("System.Text.StringBuilder");
    }

    /// <summary>The members that methods and the accessors of properties use, also through other members.</summary>
    public ISet<ISymbol> ReachedFrom(IEnumerable<ISymbol> members)
    {
        var open = new Queue<ISymbol>(members.Select(member => member.OriginalDefinition));
        var seen = new HashSet<ISymbol>(open, SymbolEqualityComparer.Default);
        while (open.Count > 0)
            foreach (var used in Declarations(open.Dequeue()).SelectMany(Bodies).SelectMany(NamesIn))
                if (used is IFieldSymbol or IPropertySymbol or IMethodSymbol or IParameterSymbol && types.Contains(used.ContainingType, SymbolEqualityComparer.Default) && seen.Add(used)) open.Enqueue(used);
        return seen;
    }

    public static bool IsPrimary(IMethodSymbol constructor) => constructor.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is TypeDeclarationSyntax);

    /// <summary>Whether a primary constructor's parameter is used after that has run, so that the object keeps it.</summary>
    public bool IsCaptured(ISymbol parameter) => UsesOf(parameter).Any(use => use.FirstAncestorOrSelf<MemberDeclarationSyntax>() switch
    {
        FieldDeclarationSyntax => use.FirstAncestorOrSelf<AnonymousFunctionExpressionSyntax>() is not null,
        PropertyDeclarationSyntax { Initializer: { } initializer } when initializer.Contains(use) => use.FirstAncestorOrSelf<AnonymousFunctionExpressionSyntax>() is not null,
        TypeDeclarationSyntax or ConstructorDeclarationSyntax => false, // arguments for the base class or of this(…)
        _ => true,
    });

    /// <summary>The constructor whose body holds a place, unless that is in a function which may run later.</summary>
    public ISymbol? ConstructorAround(SyntaxNode place)
        => place.Ancestors().FirstOrDefault(node => node is MemberDeclarationSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax) is ConstructorDeclarationSyntax constructor
            ? Model(constructor).GetDeclaredSymbol(constructor, cancellationToken)
            : null;

    /// <summary>The method whose body holds a place.</summary>
    public IMethodSymbol? MethodAround(SyntaxNode place)
        => place.FirstAncestorOrSelf<MemberDeclarationSyntax>() is MethodDeclarationSyntax method ? Model(method).GetDeclaredSymbol(method, cancellationToken) as IMethodSymbol : null;

    public ExpressionSyntax? InitializerOf(ISymbol member) => Declarations(member).Select(declaration => declaration switch
    {
        VariableDeclaratorSyntax field => field.Initializer?.Value,
        PropertyDeclarationSyntax property => property.Initializer?.Value,
        _ => null,
    }).FirstOrDefault(value => value is not null);

    /// <summary>What a constructor runs first: <c>this(…)</c>, <c>base(…)</c>, or the one of its base class without parameters.</summary>
    public IMethodSymbol? ConstructorCalledBy(IMethodSymbol constructor)
    {
        var call = Declarations(constructor).Select(declaration => declaration switch
        {
            ConstructorDeclarationSyntax { Initializer: { } initializer } => (SyntaxNode)initializer,
            TypeDeclarationSyntax { BaseList: { } bases } => bases.Types.OfType<PrimaryConstructorBaseTypeSyntax>().FirstOrDefault(),
            _ => null,
        }).FirstOrDefault(found => found is not null);
        return call is null
            ? constructor.ContainingType.BaseType?.InstanceConstructors.FirstOrDefault(other => other.Parameters.IsEmpty)
            : Model(call).GetSymbolInfo(call, cancellationToken).Symbol as IMethodSymbol;
    }

    private static IEnumerable<SyntaxNode> Bodies(SyntaxNode declaration) => declaration switch
    {
        PropertyDeclarationSyntax property => [.. new SyntaxNode?[] { property.AccessorList, property.ExpressionBody }.OfType<SyntaxNode>()],
        BaseMethodDeclarationSyntax method => [.. new SyntaxNode?[] { method.Body, method.ExpressionBody }.OfType<SyntaxNode>()],
        _ => [],
    };

    private IEnumerable<SyntaxNode> Declarations(ISymbol symbol)
        => Parts(symbol.OriginalDefinition).SelectMany(part => part.DeclaringSyntaxReferences).Select(reference => reference.GetSyntax(cancellationToken));

    private static IEnumerable<ISymbol> Parts(ISymbol symbol) => symbol switch
    {
        IMethodSymbol { PartialImplementationPart: { } part } => [symbol, part],
        IPropertySymbol { PartialImplementationPart: { } part } => [symbol, part],
        _ => [symbol],
    };

    private ISymbol? Bound(ExpressionSyntax expression) => Model(expression).GetSymbolInfo(expression, cancellationToken).Symbol?.OriginalDefinition;

    private SemanticModel Model(SyntaxNode node) => compilation.GetSemanticModel(node.SyntaxTree);
}
