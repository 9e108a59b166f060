namespace TypedTasks.Shared;

/// <summary>Finds types of which every value needs another one: a member that is not nullable leads back to its own type. No such value can be stored.</summary>
internal sealed class EndlessTypes
{
    private readonly Dictionary<string, TypeShape> shapes;
    private readonly HashSet<string> finite = new(StringComparer.Ordinal);

    // In several rounds: what a type needs may become known after it.
    private EndlessTypes(EquatableArray<TypeShape> types)
    {
        shapes = types.ToDictionary(type => type.Name, StringComparer.Ordinal);
        for (var known = -1; known < finite.Count;)
        {
            known = finite.Count;
            foreach (var type in types)
                if (!finite.Contains(type.Name) && HasEnd(type)) finite.Add(type.Name);
        }
    }

    /// <summary>Refuses parameters and a result that hold such a type, also where it may be null or missing: what may be there nevertheless can't.</summary>
    public static void Refuse(IEnumerable<ParameterShape> parameters, ResultShape result, EquatableArray<TypeShape> types, List<Fault> faults)
    {
        var endless = new EndlessTypes(types);
        if (endless.finite.Count == types.Count) return;
        foreach (var parameter in parameters)
            if (parameter.Use is { } use) endless.Refuse(use, FaultPlace.ParameterType, parameter.Name, faults);
        if (result.Use is { } returned) endless.Refuse(returned, FaultPlace.ReturnType, "result", faults);
    }

    private void Refuse(TypeUse root, FaultPlace place, string subject, List<Fault> faults)
    {
        if (Find(root, subject, []) is not var (use, path)) return;
        for (var met = new HashSet<string>(StringComparer.Ordinal); met.Add(use.Type);) (use, path) = Next(use, path);
        faults.Add(new Fault(DiagnosticIds.EndlessType, place, subject, path, use.Type.Replace("global::", "")));
    }

    // The first type without end.
    private (TypeUse Use, string Path)? Find(TypeUse use, string path, HashSet<string> met)
    {
        if (use.Context is not null || !met.Add(use.Type)) return null;
        if (!finite.Contains(use.Type)) return (use, path);
        return shapes[use.Type] switch
        {
            CollectionShape collection => Find(collection.Element, path + "[]", met),
            DictionaryShape dictionary => Find(dictionary.Value, path + "[]", met),
            ObjectShape @object => @object.Members.Select(member => Find(member.Use, path + "." + member.Name, met))
                .Concat((@object.Union?.Cases ?? []).Select(@case => Find(new TypeUse(@case.Type, IsNullable: false), PathTo(@case, path), met)))
                .FirstOrDefault(found => found is not null),
            _ => null,
        };
    }

    // A type without end has a member without end, or is a union of such types.
    private (TypeUse Use, string Path) Next(TypeUse use, string path)
    {
        var shape = (ObjectShape)shapes[use.Type];
        if (shape.Members.FirstOrDefault(candidate => !HasEnd(candidate.Use)) is { } member) return (member.Use, path + "." + member.Name);
        var @case = shape.Union!.Cases.First(candidate => candidate.Type != use.Type); // all its members have an end, so it is the union that has none
        return (new TypeUse(@case.Type, IsNullable: false), PathTo(@case, path));
    }

    private static string PathTo(UnionCase @case, string path) => $"{path}({@case.Type.Substring(@case.Type.LastIndexOfAny(['.', ':']) + 1)})";

    private bool HasEnd(TypeUse use) => use.IsNullable || use.Context is not null || finite.Contains(use.Type);

    // Lists and dictionaries may be empty.
    private bool HasEnd(TypeShape type) => type switch
    {
        ObjectShape { Union: { } union } @object => union.Cases.Any(@case => HasEndExactly(@case.Type)) || (!union.IsAbstract && HasEndExactly(@object.Name)),
        ObjectShape @object => HasEndExactly(@object.Name),
        _ => true,
    };

    private bool HasEndExactly(string type) => !shapes.TryGetValue(type, out var shape) || shape is not ObjectShape @object || @object.Members.All(member => HasEnd(member.Use));
}
