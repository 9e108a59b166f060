using System.Collections.Immutable;
using System.Collections.ObjectModel;

namespace TypedTasks.Generators.Tests.RoundTrips;

internal static class FurtherTasks
{
    [QueueTask]
    internal static void TakeQueue(Queue<string?> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeLinkedList(LinkedList<int> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeCollection(Collection<int> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeObservable(ObservableCollection<string> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeImmutableArray(ImmutableArray<string> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeNullableImmutableArray(ImmutableArray<int>? value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeImmutableList(ImmutableList<int?> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeAnyImmutableList(IImmutableList<int> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeImmutableSet(ImmutableHashSet<string> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeAnyImmutableSet(IImmutableSet<string> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeImmutableQueue(ImmutableQueue<int> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeAnyImmutableQueue(IImmutableQueue<int> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeImmutableDictionary(ImmutableDictionary<string, Queue<int>> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeAnyImmutableDictionary(IImmutableDictionary<int, string?> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeKeyWithValue(KeyValuePair<string, int?> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakePairs(List<KeyValuePair<Guid, KeyValuePair<int, string>>> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeMemory(Memory<byte> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeReadOnlyMemory(ReadOnlyMemory<byte>? value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeHalf(Half value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeInt128(Int128 value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeUInt128(UInt128? value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeByBoolean(Dictionary<bool, int> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeByChar(Dictionary<char, int> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeByDateTime(Dictionary<DateTime, int> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeByDateTimeOffset(Dictionary<DateTimeOffset, int> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeByDateOnly(Dictionary<DateOnly, int> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeByTimeOnly(Dictionary<TimeOnly, int> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeByTimeSpan(Dictionary<TimeSpan, int> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeByUri(Dictionary<Uri, int> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeByVersion(Dictionary<Version, int> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeBySingle(Dictionary<float, int> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeByDouble(Dictionary<double, int> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeByDecimal(Dictionary<decimal, int> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeByHalf(Dictionary<Half, int> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeByInt128(Dictionary<Int128, int> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeByUInt128(Dictionary<UInt128, int> value, JobContext context) => Capture.Got(context, value);
}
