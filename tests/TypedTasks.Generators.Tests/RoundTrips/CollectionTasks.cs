namespace TypedTasks.Generators.Tests.RoundTrips;

internal static class CollectionTasks
{
    [QueueTask]
    internal static void TakeArray(int[] value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeJagged(string?[]?[][] value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeSBytes(sbyte[] value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeListOfBytes(List<byte> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeList(List<DateOnly?> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeNullableList(List<int>? value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeEnumerable(IEnumerable<string> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeReadOnlyList(IReadOnlyList<string> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeReadOnlyCollection(IReadOnlyCollection<string> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeIList(IList<string> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeICollection(ICollection<string> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeHashSet(HashSet<string> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeISet(ISet<string> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeByString(Dictionary<string, int> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeByNumber(Dictionary<long, string?> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeByByte(Dictionary<byte, byte[]> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeByUnsigned(Dictionary<ulong, bool> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeByGuid(Dictionary<Guid, decimal> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeByEnum(Dictionary<Flavors, int?> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeIDictionary(IDictionary<string, int> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeReadOnlyDictionary(IReadOnlyDictionary<string, int> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeNested(Dictionary<string, List<HashSet<int>?>[]> value, JobContext context) => Capture.Got(context, value);

    [Flags]
    internal enum Flavors
    {
        Sweet = 1,
        Sour = 2,
    }
}
