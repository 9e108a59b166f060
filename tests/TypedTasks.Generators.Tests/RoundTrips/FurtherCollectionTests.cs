using System.Collections.Immutable;
using System.Collections.ObjectModel;

namespace TypedTasks.Generators.Tests.RoundTrips;

public sealed class FurtherCollectionTests
{
    private static readonly int[] Numbers = [3, 1, 2];
    private static readonly string[] Names = ["b", "", "ü\"<"];

    [Fact]
    public void Queues_and_lists_of_other_kinds_come_back_in_their_order()
    {
        Payload.ComesBack(TakeQueue.Job, new Queue<string?>(["b", null, "a"]));
        Payload.ComesBack(TakeQueue.Job, new Queue<string?>());
        Payload.ComesBack(TakeLinkedList.Job, new LinkedList<int>(Numbers));
        Payload.ComesBack(TakeCollection.Job, new Collection<int>(Numbers));
        Payload.ComesBack(TakeObservable.Job, new ObservableCollection<string>(Names));
    }

    [Fact]
    public void Immutable_collections_come_back()
    {
        Payload.ComesBack<ImmutableArray<string>>(TakeImmutableArray.Job, [.. Names]);
        Payload.ComesBack<ImmutableArray<string>>(TakeImmutableArray.Job, []);
        Payload.ComesBack<ImmutableArray<int>?>(TakeNullableImmutableArray.Job, null);
        Payload.ComesBack<ImmutableArray<int>?>(TakeNullableImmutableArray.Job, [.. Numbers]);
        Payload.ComesBack<ImmutableList<int?>>(TakeImmutableList.Job, [1, null]);
        Assert.IsType<ImmutableList<int>>(Payload.ComesBack<IImmutableList<int>>(TakeAnyImmutableList.Job, [.. Numbers]));
        Payload.ComesBack<ImmutableHashSet<string>>(TakeImmutableSet.Job, [.. Names]);
        Assert.IsType<ImmutableHashSet<string>>(Payload.ComesBack<IImmutableSet<string>>(TakeAnyImmutableSet.Job, [.. Names]));
        Payload.ComesBack<ImmutableQueue<int>>(TakeImmutableQueue.Job, [.. Numbers]);
        Payload.ComesBack<IImmutableQueue<int>>(TakeAnyImmutableQueue.Job, [.. Numbers]);
        Payload.ComesBack(TakeImmutableDictionary.Job, ImmutableDictionary<string, Queue<int>>.Empty.Add("a", new Queue<int>(Numbers)).Add("", new Queue<int>()));
        Assert.IsType<ImmutableDictionary<int, string?>>(Payload.ComesBack<IImmutableDictionary<int, string?>>(TakeAnyImmutableDictionary.Job, ImmutableDictionary<int, string?>.Empty.Add(1, null)));
    }

    [Fact]
    public void A_default_array_and_comparers_are_refused()
    {
        Assert.Contains("default(ImmutableArray)", Assert.Throws<InvalidPayloadException>(() => TakeImmutableArray.Job(default)).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidPayloadException>(() => TakeNullableImmutableArray.Job(default(ImmutableArray<int>)));
        Assert.Throws<InvalidPayloadException>(() => TakeImmutableSet.Job(ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase, "a")));
        Assert.Throws<InvalidPayloadException>(() => TakeAnyImmutableSet.Job(ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase, "a")));
        Assert.Throws<InvalidPayloadException>(() => TakeImmutableDictionary.Job(ImmutableDictionary.Create<string, Queue<int>>(StringComparer.OrdinalIgnoreCase)));
    }

    [Fact]
    public void Pairs_come_back()
    {
        Payload.ComesBack(TakeKeyWithValue.Job, new KeyValuePair<string, int?>("a", null));
        Payload.ComesBack(TakeKeyWithValue.Job, new KeyValuePair<string, int?>("", 1));
        Payload.ComesBack<List<KeyValuePair<Guid, KeyValuePair<int, string>>>>(TakePairs.Job, [new(Guid.Empty, new(1, "x"))]);
        Assert.Throws<InvalidPayloadException>(() => TakeKeyWithValue.Job(default));
        Payload.Refuses(TakeKeyWithValue.Job(new("a", 1)).Definition, """{"value":{"Key":"a"}}""");
    }

    [Fact]
    public void Memory_comes_back_as_base64()
    {
        Assert.Equal("""{"value":"AQI="}""", Payload.Text(TakeMemory.Job(new byte[] { 1, 2 })));
        Assert.Equal(new byte[] { 1, 2 }, ((Memory<byte>)Payload.Run(TakeMemory.Job(new byte[] { 1, 2 }))[0]!).ToArray()); // what was written
        Assert.Equal(new byte[] { 2 }, ((ReadOnlyMemory<byte>)Payload.Run(TakeReadOnlyMemory.Job(new byte[] { 1, 2, 3 }.AsMemory(1, 1)))[0]!).ToArray()); // what was written
        Payload.ComesBack<ReadOnlyMemory<byte>?>(TakeReadOnlyMemory.Job, null);
        Payload.Refuses(TakeMemory.Job(default).Definition, """{"value":"?"}""");
    }
}
