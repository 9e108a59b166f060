using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;

namespace TypedTasks.Generators.Tests.RoundTrips;

public sealed class CollectionTests
{
    private static readonly string[] Names = ["a", "", "ü"];

    [Fact]
    public void Arrays_come_back()
    {
        Payload.ComesBack<int[]>(TakeArray.Job, []);
        Payload.ComesBack<int[]>(TakeArray.Job, [1, 2, 3]);
        Payload.ComesBack<sbyte[]>(TakeSBytes.Job, [-1, 0, 1]);
        Payload.ComesBack<string?[]?[][]>(TakeJagged.Job, [[null, ["a", null]], []]);
    }

    [Fact]
    public void Lists_come_back()
    {
        Payload.ComesBack<List<DateOnly?>>(TakeList.Job, [null, new DateOnly(2024, 2, 29)]);
        Payload.ComesBack<List<byte>>(TakeListOfBytes.Job, [0, 255]);
        Payload.ComesBack<List<int>?>(TakeNullableList.Job, null);
        Payload.ComesBack<List<int>?>(TakeNullableList.Job, [7]);
    }

    [Fact]
    public void Interfaces_come_back_as_lists_and_sets()
    {
        Assert.IsType<List<string>>(Payload.ComesBack<IEnumerable<string>>(TakeEnumerable.Job, Names));
        Assert.IsType<List<string>>(Payload.ComesBack<IReadOnlyList<string>>(TakeReadOnlyList.Job, Names));
        Assert.IsType<List<string>>(Payload.ComesBack<IReadOnlyCollection<string>>(TakeReadOnlyCollection.Job, Names));
        Assert.IsType<List<string>>(Payload.ComesBack<IList<string>>(TakeIList.Job, Names));
        Assert.IsType<List<string>>(Payload.ComesBack<ICollection<string>>(TakeICollection.Job, Names));
        Assert.IsType<HashSet<string>>(Payload.ComesBack<ISet<string>>(TakeISet.Job, new HashSet<string>(Names)));
    }

    [Fact]
    public void Sets_come_back()
    {
        Payload.ComesBack<HashSet<string>>(TakeHashSet.Job, []);
        Payload.ComesBack<HashSet<string>>(TakeHashSet.Job, new HashSet<string>(Names));
        Payload.ComesBack<HashSet<string>>(TakeHashSet.Job, new HashSet<string>(Names, StringComparer.Ordinal));
    }

    [Fact]
    public void Dictionaries_come_back()
    {
        Payload.ComesBack(TakeByString.Job, new Dictionary<string, int> { ["a"] = 1, [""] = 2, ["\"ü\"<"] = 3 });
        Payload.ComesBack(TakeByNumber.Job, new Dictionary<long, string?> { [long.MinValue] = null, [long.MaxValue] = "x" });
        Payload.ComesBack(TakeByByte.Job, new Dictionary<byte, byte[]> { [0] = [], [255] = [1] });
        Payload.ComesBack(TakeByUnsigned.Job, new Dictionary<ulong, bool> { [0] = false, [ulong.MaxValue] = true });
        Payload.ComesBack(TakeByGuid.Job, new Dictionary<Guid, decimal> { [Guid.Empty] = 1.10m, [new Guid("0f8fad5b-d9cb-469f-a165-70867728950e")] = 2 });
        Payload.ComesBack<IDictionary<string, int>>(TakeIDictionary.Job, new Dictionary<string, int> { ["a"] = 1 });
        Payload.ComesBack<IReadOnlyDictionary<string, int>>(TakeReadOnlyDictionary.Job, new Dictionary<string, int> { ["a"] = 1 });
    }

    [Fact]
    public void Enum_keys_come_back_also_combined_and_without_a_name()
        => Payload.ComesBack(TakeByEnum.Job, new Dictionary<CollectionTasks.Flavors, int?>
        {
            [CollectionTasks.Flavors.Sweet] = 1,
            [CollectionTasks.Flavors.Sweet | CollectionTasks.Flavors.Sour] = null,
            [(CollectionTasks.Flavors)64] = 3,
            [0] = 4,
        });

    [Fact]
    public void Nested_collections_come_back()
        => Payload.ComesBack(TakeNested.Job, new Dictionary<string, List<HashSet<int>?>[]> { ["a"] = [[[1, 2], null], []], ["b"] = [] });

    [Fact]
    public void A_comparer_that_would_be_lost_is_refused()
    {
        Assert.Throws<InvalidPayloadException>(() => TakeHashSet.Job(new HashSet<string>(StringComparer.OrdinalIgnoreCase)));
        Assert.Throws<InvalidPayloadException>(() => TakeISet.Job(new HashSet<string>(StringComparer.OrdinalIgnoreCase)));
        Assert.Throws<InvalidPayloadException>(() => TakeByString.Job(new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase)));
        Assert.Throws<InvalidPayloadException>(() => TakeReadOnlyDictionary.Job(new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase)));
    }

    [Fact]
    public void Comparers_behind_interfaces_are_refused()
    {
        var ignoreCase = StringComparer.OrdinalIgnoreCase;
        ISet<string>[] sets = [new SortedSet<string>(ignoreCase), ImmutableHashSet.Create<string>(ignoreCase), ImmutableSortedSet.Create<string>(ignoreCase), Names.ToFrozenSet(ignoreCase)];
        foreach (var set in sets) Assert.Throws<InvalidPayloadException>(() => TakeISet.Job(set));
        IReadOnlyDictionary<string, int>[] dictionaries =
        [
            new SortedDictionary<string, int>(ignoreCase), new SortedList<string, int>(ignoreCase), new ConcurrentDictionary<string, int>(ignoreCase), ImmutableDictionary.Create<string, int>(ignoreCase),
            ImmutableSortedDictionary.Create<string, int>(ignoreCase), new Dictionary<string, int> { ["a"] = 1 }.ToFrozenDictionary(ignoreCase),
        ];
        foreach (var dictionary in dictionaries) Assert.Throws<InvalidPayloadException>(() => TakeReadOnlyDictionary.Job(dictionary));
    }

    [Fact]
    public void Classes_behind_interfaces_with_the_default_comparer_come_back()
    {
        ISet<string>[] sets = [new SortedSet<string>(Names), new SortedSet<string>(Names, StringComparer.Ordinal), ImmutableHashSet.Create(Names), ImmutableSortedSet.Create(Names), Names.ToFrozenSet()];
        foreach (var set in sets) Payload.ComesBack(TakeISet.Job, set);
        IReadOnlyDictionary<string, int>[] dictionaries =
        [
            new SortedDictionary<string, int>(StringComparer.Ordinal), new SortedList<string, int>(), new ConcurrentDictionary<string, int>(), ImmutableDictionary.Create<string, int>(),
            ImmutableSortedDictionary.Create<string, int>(), new Dictionary<string, int> { ["a"] = 1 }.ToFrozenDictionary(),
        ];
        foreach (var dictionary in dictionaries) Payload.ComesBack(TakeReadOnlyDictionary.Job, dictionary);
    }

    [Fact]
    public void A_derived_collection_is_refused()
        => Assert.Throws<InvalidPayloadException>(() => TakeList.Job(new ListWithTitle()));

    [Fact]
    public void A_null_element_is_refused_where_none_may_be()
    {
        var refused = Assert.Throws<InvalidPayloadException>(() => TakeReadOnlyList.Job(["a", null!])); // what a caller without annotations can do
        Assert.Equal("$.value[1]", refused.Path);
        Assert.Equal("$.value[1]", Payload.Refuses(TakeReadOnlyList.Job([]).Definition, """{"value":["a",null]}""").Path);
    }

    [Fact]
    public void Wrong_keys_and_repeated_keys_are_refused()
    {
        Payload.Refuses(TakeByByte.Job([]).Definition, """{"value":{"256":""}}""");
        Payload.Refuses(TakeByNumber.Job([]).Definition, """{"value":{"1.0":""}}""");
        Payload.Refuses(TakeByNumber.Job([]).Definition, """{"value":{" 1":""}}""");
        Payload.Refuses(TakeByGuid.Job([]).Definition, """{"value":{"0f8fad5bd9cb469fa16570867728950e":1}}""");
        Payload.Refuses(TakeByEnum.Job([]).Definition, """{"value":{"Salty":1}}""");
        Payload.Refuses(TakeByString.Job([]).Definition, """{"value":{"a":1,"a":2}}""");
        Payload.Refuses(TakeByString.Job([]).Definition, """{"value":[]}""");
        Payload.Refuses(TakeArray.Job([]).Definition, """{"value":{}}""");
    }

    private sealed class ListWithTitle : List<DateOnly?>
    {
        public string Title { get; init; } = "";
    }
}
