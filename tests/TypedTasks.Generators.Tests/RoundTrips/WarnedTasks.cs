using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TypedTasks.Generators.Tests.RoundTrips;

internal static class WarnedTasks
{
    [QueueTask]
    internal static void TakeElement(JsonElement value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeNullableElement(JsonElement? value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeNode(JsonNode? value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeJsonObject(JsonObject value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeJsonArrays(List<JsonArray> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeSortedSet(SortedSet<int> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeSortedDictionary(SortedDictionary<string, int?> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeSortedList(SortedList<int, string?> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeImmutableSortedSet(ImmutableSortedSet<int> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeImmutableSortedDictionary(ImmutableSortedDictionary<Guid, List<int?>>? value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeConcurrentDictionary(ConcurrentDictionary<string, int?> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeConcurrentQueue(ConcurrentQueue<string?> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeTuple(Tuple<int, string?, List<Guid>> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeTuples(List<Tuple<double>?> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeWideTuple(Tuple<int, int, int, int, int, int, string> value, JobContext context) => Capture.Got(context, value);
}
