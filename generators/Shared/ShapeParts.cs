namespace TypedTasks.Shared;

/// <summary>What a payload type is made of.</summary>
internal static class ShapeParts
{
    public static IEnumerable<TypeUse> Of(TypeShape shape) => shape switch
    {
        CollectionShape collection => [collection.Element],
        DictionaryShape dictionary => [dictionary.Key, dictionary.Value],
        ObjectShape @object => @object.Members.Select(member => member.Use).Concat(Cases(@object.Union)),
        _ => [],
    };

    private static IEnumerable<TypeUse> Cases(UnionShape? union) => union?.Cases.Select(@case => new TypeUse(@case.Type, IsNullable: false)) ?? [];
}
