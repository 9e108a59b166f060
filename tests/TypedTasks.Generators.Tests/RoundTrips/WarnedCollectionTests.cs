using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace TypedTasks.Generators.Tests.RoundTrips;

/// <summary>Collections and tuples that are accepted with a warning come back all the same.</summary>
public sealed class WarnedCollectionTests
{
    private static readonly int[] Numbers = [3, -1, 2];
    private static readonly string?[] Names = ["b", null, "ü\"<"];

    [Fact]
    public void Sorted_collections_come_back_in_the_default_order()
    {
        Payload.ComesBack(TakeSortedList.Job, new SortedList<int, string?> { [3] = "c", [-1] = null, [2] = "" });
        Payload.ComesBack<SortedList<int, string?>>(TakeSortedList.Job, []);
        Payload.ComesBack<ImmutableSortedSet<int>>(TakeImmutableSortedSet.Job, [.. Numbers]);
        Payload.ComesBack<ImmutableSortedSet<int>>(TakeImmutableSortedSet.Job, []);
        Payload.ComesBack<ImmutableSortedDictionary<Guid, List<int?>>?>(TakeImmutableSortedDictionary.Job, ImmutableSortedDictionary<Guid, List<int?>>.Empty.Add(Guid.Empty, [1, null]));
        Payload.ComesBack<ImmutableSortedDictionary<Guid, List<int?>>?>(TakeImmutableSortedDictionary.Job, null);
    }

    [Fact]
    public void An_order_of_its_own_is_refused()
    {
        var descending = Comparer<int>.Create((left, right) => right.CompareTo(left));
        Assert.Throws<InvalidPayloadException>(() => TakeSortedList.Job(new SortedList<int, string?>(descending)));
        Assert.Throws<InvalidPayloadException>(() => TakeImmutableSortedSet.Job(ImmutableSortedSet.Create(descending, Numbers)));
        Assert.Throws<InvalidPayloadException>(() => TakeImmutableSortedDictionary.Job(
            ImmutableSortedDictionary.Create<Guid, List<int?>>(Comparer<Guid>.Create((left, right) => right.CompareTo(left)))));
    }

    [Fact]
    public void Concurrent_collections_come_back()
    {
        Payload.ComesBack(TakeConcurrentDictionary.Job, new ConcurrentDictionary<string, int?> { ["a"] = 1, [""] = null });
        Payload.ComesBack(TakeConcurrentQueue.Job, new ConcurrentQueue<string?>(Names));
        Payload.ComesBack(TakeConcurrentQueue.Job, new ConcurrentQueue<string?>());
        Assert.Throws<InvalidPayloadException>(() => TakeConcurrentDictionary.Job(new ConcurrentDictionary<string, int?>(StringComparer.OrdinalIgnoreCase)));
        Payload.Refuses(TakeConcurrentDictionary.Job([]).Definition, """{"value":{"a":1,"a":2}}""");
    }

    [Fact]
    public void Tuples_come_back()
    {
        var tuple = Tuple.Create<int, string?, List<Guid>>(1, null, [Guid.Empty]);
        Assert.Equal("""{"value":{"Item1":1,"Item2":null,"Item3":["00000000-0000-0000-0000-000000000000"]}}""", Payload.Text(TakeTuple.Job(tuple)));
        var got = (Tuple<int, string?, List<Guid>>?)Payload.Run(TakeTuple.Job(tuple))[0];
        Assert.Equal((1, null), (got?.Item1, got?.Item2));
        Assert.Equal([Guid.Empty], got?.Item3);
        Payload.ComesBack<List<Tuple<double>?>>(TakeTuples.Job, [Tuple.Create(-0.0), null]);
        Payload.ComesBack(TakeWideTuple.Job, Tuple.Create(1, 2, 3, 4, 5, 6, "7"));
        Payload.Refuses(TakeTuple.Job(tuple).Definition, """{"value":{"Item1":1,"Item2":null}}""");
        Payload.Refuses(TakeTuple.Job(tuple).Definition, """{"value":{"Item1":1,"Item2":null,"Item3":null}}""");
    }
}
