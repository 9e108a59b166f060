namespace TypedTasks.Shared.Locking;

/// <summary>Describes a task of the code in the terms of the lock file.</summary>
internal static class LockedShapes
{
    // What tells an enum that is stored by name in one place from the same enum stored as number in another.
    private const string ByName = "#ByName";

    public static LockedTask Of(TaskShape task) => new(task.TaskName, task.Aliases, [VersionOf(task)]);

    public static LockedVersion VersionOf(TaskShape task)
    {
        var shapes = task.Types.ToDictionary(type => type.Name, StringComparer.Ordinal);
        return new LockedVersion(
            task.Version,
            task.Parameters.Where(parameter => parameter.Source == ParameterSource.Payload).Select(parameter => Member(parameter, shapes)).OrderBy(member => member.Name, StringComparer.Ordinal).ToEquatableArray(),
            task.Result is { } result ? Use(result, shapes) : null,
            task.Types.Select(type => Type(type, shapes)).OfType<LockedType>().Concat(Foreign(task)).Concat(NamedEnums(task, shapes)).OrderBy(type => type.Name, StringComparer.Ordinal).ToEquatableArray(),
            []) { IsResultSensitive = task.IsResultSensitive };
    }

    /// <summary>What the file calls a named type: without <c>global::</c>, unless it would read like a value.</summary>
    public static string NameOf(string type)
    {
        var name = type.Replace("global::", "");
        return ScalarNames.IsScalar(name) ? type : name;
    }

    private static LockedMember Member(ParameterShape parameter, Dictionary<string, TypeShape> shapes) => new(
        parameter.Name,
        Use(parameter.Use!, shapes), // a valid task has no parameter without
        IsRequired: parameter.Default is null && !parameter.IsParams,
        parameter.DefaultJson,
        parameter.FormerNames) { IsSensitive = parameter.IsSensitive };

    private static LockedMember Member(MemberShape member, Dictionary<string, TypeShape> shapes) => new(
        member.JsonName,
        Use(member.Use, shapes),
        member.Presence == MemberPresence.Required,
        member.Presence == MemberPresence.Default ? member.DefaultJson : null,
        member.FormerNames) { IsSensitive = member.IsSensitive };

    // A type may be written by the user's own code in one place and by ours in another: the file tells the two apart.
    private static IEnumerable<LockedType> Foreign(TaskShape task)
        => task.Types.SelectMany(ShapeParts.Of).Concat(task.Parameters.Select(parameter => parameter.Use)).Append(task.Result).OfType<TypeUse>()
            .Where(use => use.Context is not null)
            .Select(ForeignName)
            .Distinct(StringComparer.Ordinal)
            .Select(name => new LockedOpaque(name));

    /// <summary>The name of an enum without what tells how it is stored.</summary>
    public static string PlainName(string name) => name.Replace(ByName, "");

    private static IEnumerable<LockedType> NamedEnums(TaskShape task, Dictionary<string, TypeShape> shapes)
        => task.Types.OfType<ObjectShape>().SelectMany(type => type.Members)
            .Where(member => member.Use.IsNamed)
            .Select(member => shapes[member.Use.Type])
            .OfType<EnumShape>()
            .Where(type => !type.IsNamed)
            .Distinct()
            .Select(type => new LockedEnum(NameOf(type.Name) + ByName, ScalarNames.Of(type.Underlying), IsStoredByName: true, type.Values));

    private static string ForeignName(TypeUse use) => $"@{NameOf(use.Context ?? "")}<{NameOf(use.Type)}>";

    private static LockedUse Use(TypeUse use, Dictionary<string, TypeShape> shapes) => use.Context is not null ? LockedUse.Value(ForeignName(use), use.IsNullable) : shapes[use.Type] switch
    {
        ScalarShape scalar => LockedUse.Value(ScalarNames.Of(scalar.Kind is ScalarKind.Memory or ScalarKind.ReadOnlyMemory ? ScalarKind.Bytes : scalar.Kind), use.IsNullable),
        CollectionShape { Kind: CollectionKind.HashSet or CollectionKind.SortedSet or CollectionKind.ImmutableHashSet or CollectionKind.ImmutableSortedSet } set => new LockedUse(LockedUseKind.Set, "", use.IsNullable, Element: Use(set.Element, shapes)),
        CollectionShape list => new LockedUse(LockedUseKind.List, "", use.IsNullable, Element: Use(list.Element, shapes)),
        DictionaryShape dictionary => new LockedUse(LockedUseKind.Dictionary, "", use.IsNullable, Use(dictionary.Key, shapes), Use(dictionary.Value, shapes)),
        EnumShape { IsNamed: false } @enum when use.IsNamed => LockedUse.Value(NameOf(@enum.Name) + ByName, use.IsNullable),
        var named => LockedUse.Value(NameOf(named.Name), use.IsNullable),
    };

    private static LockedUnion? Union(UnionShape? union) => union is null ? null : new LockedUnion(
        union.Discriminator,
        union.Cases
            .Select(@case => new LockedCase(@case.Text is { } text ? JsonText.Quote(text) : @case.Literal, NameOf(@case.Type)))
            .OrderBy(@case => @case.Value, StringComparer.Ordinal)
            .ToEquatableArray()) { HasItself = !union.IsAbstract };

    private static LockedType? Type(TypeShape type, Dictionary<string, TypeShape> shapes) => type switch
    {
        ObjectShape @object => new LockedObject(
            NameOf(type.Name), @object.Members.Select(member => Member(member, shapes)).OrderBy(member => member.Name, StringComparer.Ordinal).ToEquatableArray()) { Union = Union(@object.Union) },
        EnumShape @enum => new LockedEnum(NameOf(type.Name), ScalarNames.Of(@enum.Underlying), @enum.IsNamed, @enum.Values),
        ScalarShape or CollectionShape or DictionaryShape => null,
        _ => new LockedOpaque(NameOf(type.Name)),
    };
}
