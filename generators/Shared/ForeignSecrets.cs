using Microsoft.CodeAnalysis;

namespace TypedTasks.Shared;

/// <summary>Looks for <c>[Sensitive]</c> inside types that the user's own serializer context writes: nobody knows where in its JSON such a member is.</summary>
internal static class ForeignSecrets
{
    /// <summary>The first sensitive member that a type is made of, <c>Card.Number</c>; null if there is none.</summary>
    public static string? Find(PayloadRules rules, ITypeSymbol type)
    {
        var met = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var open = new Queue<ITypeSymbol>([type]);
        while (open.Count > 0)
        {
            var next = open.Dequeue();
            if (!met.Add(next)) continue;
            if (next is IArrayTypeSymbol array) open.Enqueue(array.ElementType);
            if (next is not INamedTypeSymbol named) continue;
            rules.Reach(named);
            foreach (var argument in named.TypeArguments) open.Enqueue(argument);
            foreach (var listed in UnionRules.CasesOf(named)) open.Enqueue(listed);
            if (KnownTypes.IsFramework(named)) continue;
            foreach (var declaring in SensitiveRules.DeclaringTypes(named)) open.Enqueue(declaring);
            foreach (var member in named.GetMembers().Where(IsData))
            {
                if (SensitiveRules.IsSensitive(member, named, parameter: null)) return named.Name + "." + member.Name;
                open.Enqueue(MemberHints.TypeOf(member));
            }
        }

        return null;
    }

    /// <summary>Refuses sensitive members that would be stored as they are, unless the parameter, member or result that holds them is itself sensitive.</summary>
    public static void Refuse(IEnumerable<ParameterShape> parameters, ResultShape result, EquatableArray<TypeShape> types, List<Fault> faults)
    {
        var roots = parameters.Where(parameter => parameter is { IsSensitive: false, Use: not null }).Select(parameter => (parameter.Name, Use: parameter.Use!, Place: FaultPlace.ParameterType)); // filtered in this line
        if (result is { IsSensitive: false, Use: { } use }) roots = roots.Append(("result", use, FaultPlace.ReturnType));
        var shapes = types.ToDictionary(type => type.Name, StringComparer.Ordinal);
        foreach (var (name, root, place) in roots)
            if (Leak(root, name, shapes, []) is { } leak) faults.Add(new Fault(DiagnosticIds.SensitiveInForeignType, place, name, leak.Path, leak.Type, leak.Member));
    }

    private static (string Path, string Type, string Member)? Leak(TypeUse use, string path, Dictionary<string, TypeShape> shapes, HashSet<string> met)
    {
        if (use.Context is not null) return use.ForeignSecret is { } member ? (path, FaultType(use), member) : null;
        if (!met.Add(use.Type)) return null;
        return shapes[use.Type] switch
        {
            CollectionShape collection => Leak(collection.Element, path + "[]", shapes, met),
            DictionaryShape dictionary => Leak(dictionary.Value, path + "[]", shapes, met),
            ObjectShape @object => @object.Members.Where(member => !member.IsSensitive).Select(member => Leak(member.Use, path + "." + member.Name, shapes, met))
                .Concat((@object.Union?.Cases ?? []).Select(@case => Leak(new TypeUse(@case.Type, IsNullable: false), $"{path}({@case.Type.Substring(@case.Type.LastIndexOfAny(['.', ':']) + 1)})", shapes, met)))
                .FirstOrDefault(leak => leak is not null),
            _ => null,
        };
    }

    private static string FaultType(TypeUse use) => use.Type.Replace("global::", "");

    private static bool IsData(ISymbol member) => member is IPropertySymbol { IsStatic: false, IsIndexer: false } or IFieldSymbol { IsStatic: false, AssociatedSymbol: null };
}
