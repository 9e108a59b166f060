using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace TypedTasks.Shared;

/// <summary>
/// Collects how symbols are marked that generated code uses: the warnings of <c>[Experimental]</c> and <c>[Obsolete]</c> that have numbers of their own,
/// and whether something is obsolete as an error. Their user has settled these where he wrote the task; generated code is not to ask again.
/// </summary>
internal sealed class UseMarks
{
    public const string ExperimentalAttribute = "System.Diagnostics.CodeAnalysis.ExperimentalAttribute";

    private readonly SortedSet<string> warnings = new(StringComparer.Ordinal);

    /// <summary>The numbers of the warnings, in order.</summary>
    public EquatableArray<string> Warnings => warnings.ToEquatableArray();

    /// <summary>Whether something is obsolete as an error, which only code that is obsolete itself may use.</summary>
    public bool IsObsolete { get; private set; }

    /// <summary>Those of a task's declaration: of the method, its parameters' types, and the types that its attributes name.</summary>
    public static UseMarks OfTask(IMethodSymbol method)
    {
        var marks = new UseMarks();
        marks.AddMember(method);
        foreach (var named in TypesIn(method.GetAttributes()).Concat(TypesIn(method.GetReturnTypeAttributes()))) marks.AddWithMembers(named);
        foreach (var named in method.Parameters.SelectMany(parameter => TypesIn(parameter.GetAttributes()))) marks.AddType(named);
        return marks;
    }

    /// <summary>Those of a payload type, and of what is read, written and called of it.</summary>
    public static UseMarks OfPayload(ITypeSymbol type, bool withMembers)
    {
        var marks = new UseMarks();
        if (withMembers) marks.AddWithMembers(type);
        else marks.AddType(type);
        return marks;
    }

    public void Add(TypeShape shape)
    {
        warnings.UnionWith(shape.Warnings);
        IsObsolete |= shape.IsObsolete;
    }

    private void AddWithMembers(ITypeSymbol type)
    {
        AddType(type);
        for (var declaring = type; declaring is { SpecialType: SpecialType.None }; declaring = declaring.BaseType)
            foreach (var member in declaring.GetMembers())
                if (member.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal) AddMember(member);
        foreach (var named in TypesIn(type.GetAttributes())) AddType(named);
    }

    private void AddMember(ISymbol member)
    {
        switch (member)
        {
            case IPropertySymbol property:
                AddType(property.Type);
                break;
            case IFieldSymbol field when field.ContainingType.TypeKind != TypeKind.Enum:
                AddType(field.Type);
                break;
            case IMethodSymbol { MethodKind: MethodKind.Constructor or MethodKind.PropertyGet or MethodKind.PropertySet }:
                break;
            case IMethodSymbol { IsStatic: true } method: // a task
                AddType(method.ReturnType);
                foreach (var parameter in method.Parameters) AddType(parameter.Type);
                break;
            case not IFieldSymbol:
                return;
        }

        AddMarks(member);
        if (member is IPropertySymbol or IFieldSymbol)
            foreach (var named in TypesIn(member.GetAttributes())) AddType(named);
    }

    private void AddType(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol array)
        {
            AddType(array.ElementType);
            return;
        }

        if (type is not INamedTypeSymbol { SpecialType: SpecialType.None } named) return;
        AddMarks(named);
        foreach (var argument in named.TypeArguments) AddType(argument);
    }

    // A mark on a type, module or assembly counts for all that is in it.
    private void AddMarks(ISymbol symbol)
    {
        for (var marked = symbol; marked is not (null or INamespaceSymbol); marked = marked.ContainingSymbol) Add(marked.GetAttributes());
        if (symbol is not INamedTypeSymbol) return;
        Add(symbol.ContainingModule?.GetAttributes() ?? []);
        Add(symbol.ContainingAssembly?.GetAttributes() ?? []);
    }

    private void Add(IEnumerable<AttributeData> attributes)
    {
        foreach (var attribute in attributes)
        {
            if (attribute.AttributeClass is not { Name: "ExperimentalAttribute" or "ObsoleteAttribute" } type) continue;
            if (type.Is(ExperimentalAttribute) && attribute.ConstructorArguments is { Length: 1 } named && named[0].Value is string id && SyntaxFacts.IsValidIdentifier(id)) warnings.Add(id);
            if (!type.Is(Obsoletion.Attribute)) continue;
            if (attribute.Value<string>("DiagnosticId") is { } own && SyntaxFacts.IsValidIdentifier(own)) warnings.Add(own);
            IsObsolete |= attribute.ConstructorArguments is { Length: 2 } arguments && arguments[1].Value is true;
        }
    }

    private static IEnumerable<ITypeSymbol> TypesIn(IEnumerable<AttributeData> attributes)
        => attributes.SelectMany(attribute => attribute.ConstructorArguments.Concat(attribute.NamedArguments.Select(argument => argument.Value))
            .Where(argument => argument.Kind == TypedConstantKind.Type).Select(argument => argument.Value).OfType<ITypeSymbol>()
            .Concat(attribute.AttributeClass?.TypeArguments ?? []));
}
